-- Most of what is stated is stated once. Such a claim is the value; only where there are several
-- are they gathered, counted and compared, which takes most of the time and memory.
with alone as (
    select * from {{ ref('int_claims_sifted') }}
    where is_alone
),

claims as (
    select * from {{ ref('int_claims_sifted') }}
    where is_alone is distinct from true
),

candidates as (
    select
        subject_id,
        attribute,
        comparison,
        comparison_key,
        any_value(event_id) as event_id,
        any_value(attendance_id) as attendance_id,
        -- All claims of one key have the same stance, words and period but for the case of letters.
        min(stance) as stance,
        min(words) as words,
        min(portfolios) as portfolios,
        min(period_end) as period_end,
        max(fineness) as fineness,
        max(told_at) as latest_at,
        arg_min(value, (-weight, value)) as value,
        sum(weight) as own_weight
    from claims
    where is_candidate
    group by all
),

votes as (
    select
        candidates.subject_id,
        candidates.attribute,
        candidates.comparison_key,
        claims.copy_group_id,
        max(claims.weight) as weight,
        max(claims.weight / case
            when claims.is_official then {{ weight('official', 'claim_weights') }} else 1
        end) as plain_weight,
        bool_or(claims.is_official) as is_official
    from candidates
    inner join claims
        on candidates.subject_id = claims.subject_id and candidates.attribute = claims.attribute
    where
        claims.yields_by is null
        and {{ agrees('candidates', 'claims') }}
        -- A kind that may be either speaks for itself alone.
        and (
            candidates.comparison <> 'kind' or candidates.comparison_key = claims.comparison_key
        )
    group by all
),

supports as (
    select
        subject_id,
        attribute,
        comparison_key,
        round(sum(weight), 6) as support,
        round(sum(plain_weight), 6) as plain_support,
        bool_or(is_official) as has_official
    from votes
    group by all
),

counted as (
    select
        candidates.*,
        coalesce(supports.support, 0) as support,
        coalesce(supports.plain_support, 0) as plain_support,
        coalesce(supports.has_official, false) as has_official
    from candidates
    left join supports
        on
            candidates.subject_id = supports.subject_id
            and candidates.attribute = supports.attribute
            and candidates.comparison_key = supports.comparison_key
),

ranked as (
    select
        *,
        row_number() over (
            partition by subject_id, attribute
            order by
                case when attribute = 'event_status' then latest_at end desc nulls last,
                case when attribute = 'name' then least(fineness, 2) end desc,
                support desc,
                case when comparison = 'state' then fineness end desc,
                round(own_weight, 6) desc,
                fineness desc,
                comparison_key
        ) as vote_rank
    from counted
),

-- The countries that go with the chosen city: those of the reports that name it.
cities as (
    select
        claims.subject_id,
        claims.event_mention_id
    from ranked
    inner join claims
        on
            ranked.subject_id = claims.subject_id
            and ranked.attribute = claims.attribute
            and ranked.comparison_key = claims.comparison_key
    where ranked.vote_rank = 1 and ranked.attribute = 'city'
    union all
    select
        subject_id,
        event_mention_id
    from alone
    where attribute = 'city'
),

homes as (
    select distinct
        cities.subject_id,
        countries.comparison_key
    from cities
    inner join claims as countries
        on
            cities.subject_id = countries.subject_id
            and cities.event_mention_id = countries.event_mention_id
    where countries.attribute = 'country_code' and countries.attendance_id is null
),

winners as (
    select
        ranked.*,
        ranked.vote_rank > 1 as is_of_city
    from ranked
    left join homes
        on
            case when ranked.attribute = 'country_code' then ranked.subject_id end
            = homes.subject_id
            and ranked.comparison_key = homes.comparison_key
    qualify
        row_number() over (
            partition by ranked.subject_id, ranked.attribute
            order by homes.subject_id is null, ranked.vote_rank
        ) = 1
),

rivals as (
    select
        winners.subject_id,
        winners.attribute,
        max(counted.support) as rival_support,
        -- The host's own word decided where the reports alone would not have.
        bool_or(winners.has_official)
        and not bool_or(counted.has_official)
        and max(winners.plain_support) - max(counted.plain_support)
        < {{ weight('majority_margin', 'claim_weights') }} as is_official_word
    from winners
    inner join counted
        on winners.subject_id = counted.subject_id and winners.attribute = counted.attribute
    where not {{ agrees('winners', 'counted') }}
    group by all
),

compared as (
    select
        claims.subject_id,
        claims.attribute,
        claims.comparison_key,
        claims.value,
        claims.article_id,
        claims.copy_group_id,
        claims.weight,
        claims.yields_by,
        claims.is_open,
        claims.is_shifted,
        {{ agrees('winners', 'claims') }} as agrees,
        winners.support - coalesce(rivals.rival_support, 0)
        >= {{ weight('majority_margin', 'claim_weights') }} as is_majority,
        coalesce(rivals.is_official_word, false) as is_official_word
    from claims
    inner join winners
        on claims.subject_id = winners.subject_id and claims.attribute = winners.attribute
    left join rivals
        on claims.subject_id = rivals.subject_id and claims.attribute = rivals.attribute
),

outcomes as (
    select
        subject_id,
        attribute,
        bool_and(is_majority) as is_majority,
        count(distinct copy_group_id) as count_independent,
        count(distinct copy_group_id) filter (where agrees) as count_agreeing,
        count(distinct comparison_key) filter (where not agrees) as count_rivals,
        count(distinct value) as count_values,
        count(distinct article_id) as count_articles,
        bool_or(coalesce(is_open, false)) as is_open,
        bool_or(is_shifted and agrees) as has_shift
    from compared
    group by all
),

-- The rule that names the outcome is the one that set aside the heaviest rival.
deciding as (
    select
        subject_id,
        attribute,
        case
            when yields_by is not null then yields_by
            when attribute = 'event_status' then 'latest_status'
            when is_official_word and is_majority then 'official_over_report'
            else 'majority_of_independent'
        end as deciding_rule
    from compared
    where not agrees
    qualify
        row_number() over (
            partition by subject_id, attribute order by weight desc, yields_by nulls last
        ) = 1
)

select
    winners.subject_id,
    winners.event_id,
    winners.attendance_id,
    winners.attribute,
    winners.comparison,
    winners.comparison_key,
    winners.stance,
    winners.words,
    winners.portfolios,
    winners.period_end,
    winners.value as reported_value,
    winners.support,
    rivals.rival_support,
    outcomes.count_independent,
    outcomes.count_agreeing,
    outcomes.count_rivals,
    outcomes.count_values,
    outcomes.count_articles,
    outcomes.count_articles = 1
    or (outcomes.count_independent = 1 and outcomes.count_rivals = 0) as is_single,
    case
        when is_single then 'single_source'
        when outcomes.count_rivals = 0 and outcomes.has_shift then 'dateline_day_shift'
        when outcomes.count_rivals = 0 then 'agreed'
        else deciding.deciding_rule
    end as reported_rule,
    case
        when is_single then 'single_source'
        when outcomes.count_rivals = 0 then 'agreed'
        when outcomes.is_open or winners.is_of_city then 'disputed'
        when reported_rule = 'majority_of_independent' and not outcomes.is_majority then 'disputed'
        else 'resolved'
    end as reported_status
from winners
inner join outcomes
    on winners.subject_id = outcomes.subject_id and winners.attribute = outcomes.attribute
left join rivals
    on winners.subject_id = rivals.subject_id and winners.attribute = rivals.attribute
left join deciding
    on winners.subject_id = deciding.subject_id and winners.attribute = deciding.attribute
union all by name
select
    subject_id,
    event_id,
    attendance_id,
    attribute,
    comparison,
    comparison_key,
    stance,
    words,
    portfolios,
    period_end,
    value as reported_value,
    round(weight, 6) as support,
    null as rival_support,
    1 as count_independent,
    1 as count_agreeing,
    0 as count_rivals,
    1 as count_values,
    1 as count_articles,
    true as is_single,
    'single_source' as reported_rule,
    'single_source' as reported_status
from alone
