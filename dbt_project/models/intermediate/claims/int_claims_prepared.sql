with claims as (
    select
        claim_id,
        event_id,
        null as attendance_id,
        event_mention_id,
        null as attendee_mention_id,
        article_id,
        attribute,
        value,
        value_text,
        date_precision,
        is_reading,
        false as is_folded,
        span_start,
        span_end,
        surface
    from {{ ref('int_event_claims_unioned') }}
    union all by name
    select
        claim_id,
        event_id,
        attendance_id,
        event_mention_id,
        attendee_mention_id,
        article_id,
        attribute,
        value,
        value_text,
        null as date_precision,
        is_reading,
        is_folded,
        span_start,
        span_end,
        surface
    from {{ ref('int_attendance_claims_unioned') }}
),

-- Folding is dear and the same is said again and again, so each distinct value is folded once.
texts as (
    select
        value,
        {{ fold('value') }} as folded,
        list_sort(list_distinct(list_filter(
            string_split(folded, ' '), lambda w: len(w) > 3
        ))) as words,
        len(string_split(value, ' ')) as count_words
    from (select distinct claims.value from claims) as stated
),

countries as (
    select distinct {{ fold('name') }} as folded from {{ ref('countries') }}
),

fields as (
    select
        {{ fold('surface') }} as folded,
        portfolio
    from {{ ref('portfolios') }}
),

roles as (
    select
        value as role,
        unnest({{ word_runs('folded') }}) as run
    from texts
    where value in (select claims.value from claims where claims.attribute = 'role')
),

portfolios as (
    select
        roles.role,
        list_sort(list(distinct fields.portfolio)) as portfolios
    from roles
    inner join fields on roles.run = fields.folded
    group by roles.role
),

moved as (
    select distinct
        event_id,
        value as old_day
    from claims
    where attribute = 'previous_start_date'
)

select
    claims.*,
    moved.old_day is not null as is_moved,
    coalesce(claims.attendance_id, claims.event_id) as subject_id,
    attributes.comparison,
    case
        when claims.attribute = 'affiliation' and countries.folded is not null then 'country'
        when claims.attribute = 'affiliation' then 'body'
        else coalesce(grades.stance, '')
    end as stance,
    copied.copy_group_id,
    placed.salience,
    placed.is_on,
    copied.is_independence_unknown,
    coalesce(placed.published_at, articles.dateline_date::timestamptz) as told_at,
    shifted.place_day is not null as is_shifted,
    case attributes.comparison
        when 'day' then coalesce(shifted.place_day::varchar, claims.value)
        when 'exact' then coalesce(texts.folded, claims.value)
        else claims.value
    end as comparison_key,
    -- "talks in Oslo", "meeting of ministers": only a title in capitals names a gathering.
    case
        when claims.attribute = 'event_name' and regexp_matches(claims.value, '\b[a-z]{4,}') then []
        else texts.words
    end as words,
    coalesce(portfolios.portfolios, []) as portfolios,
    official.event_mention_id is not null as is_official,
    coalesce(grades.fineness, texts.count_words) as fineness,
    case claims.date_precision
        when 'month' then last_day(claims.value::date)
        when 'year' then last_day((claims.value::date + interval 11 month)::date)
    end as period_end,
    case
        when attributes.comparison = 'day' and comparison_key::date > bounds.latest_start_day
            then bounds.bound_rule
        when claims.attribute = 'event_status' and grades.stance <> stances.reported_stance
            then 'latest_status'
    end as bound_by,
    claims.attribute = 'event_status' and coalesce(stances.is_open, false) as is_open,
    case attributes.comparison
        when 'state' then grades.stance = 'expected'
        when 'exact' then not placed.is_on
        when 'day' then not placed.is_on
        else false
    end as is_expected,
    round(
        case
            when not claims.is_reading then {{ weight('secondary_words', 'claim_weights') }}
            when placed.is_on then {{ weight('report', 'claim_weights') }}
            else {{ weight('report_expected', 'claim_weights') }}
        end
        * case when placed.salience = 'background'
                then {{ weight('background', 'claim_weights') }}
            else 1
        end
        * case when copied.is_independence_unknown
                then {{ weight('unnamed_agency', 'claim_weights') }}
            else 1
        end
        * case when claims.is_folded
                then {{ weight('delegation', 'claim_weights') }}
            else 1
        end
        * case when official.event_mention_id is not null
                then {{ weight('official', 'claim_weights') }}
            else 1
        end, 6
    ) as weight
from claims
left join texts on claims.value = texts.value
inner join {{ ref('claim_attributes') }} as attributes on claims.attribute = attributes.surface
inner join {{ ref('int_event_mentions_placed') }} as placed
    on claims.event_mention_id = placed.event_mention_id
inner join {{ ref('int_articles_copied') }} as copied on claims.article_id = copied.article_id
inner join {{ ref('stg_articles') }} as articles on claims.article_id = articles.article_id
left join {{ ref('int_event_stances_settled') }} as stances on claims.event_id = stances.event_id
left join {{ ref('claim_values') }} as grades
    on claims.attribute = grades.attribute and claims.value = grades.surface
left join {{ ref('int_first_reports_bounded') }} as bounds
    on case when claims.attribute = 'start_date' then claims.event_id end = bounds.event_id
left join {{ ref('int_start_days_shifted') }} as shifted on claims.claim_id = shifted.claim_id
left join {{ ref('int_reports_official') }} as official
    on claims.event_mention_id = official.event_mention_id
-- A condition on one side only would make DuckDB compare each row with each; here it is in the key.
left join countries
    on case when claims.attribute = 'affiliation' then texts.folded end = countries.folded
left join portfolios
    on case when claims.attribute = 'role' then claims.value end = portfolios.role
left join moved
    on
        case when claims.attribute = 'start_date' then claims.event_id end = moved.event_id
        and claims.value = moved.old_day
