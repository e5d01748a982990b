with mentions as (
    select
        event_mention_id,
        from_day,
        to_day,
        previous_start_date
    from {{ ref('int_event_mentions_placed') }}
),

met_in_block as (
    select distinct
        l.event_mention_id as left_id,
        r.event_mention_id as right_id
    from {{ ref('int_event_blocks_filled') }} as l
    inner join {{ ref('int_event_blocks_filled') }} as r
        on
            l.key_id = r.key_id
            and l.period = r.period
            and l.event_mention_id < r.event_mention_id
            and l.article_id <> r.article_id
    where
        (l.is_own or r.is_own)
        -- Two that share several periods meet in the first of them.
        and l.period = greatest(l.first_period, r.first_period)
),

candidates as (
    select
        met_in_block.left_id,
        met_in_block.right_id,
        case
            when l.from_day is null or r.from_day is null then null
            else least(
                    greatest(0, l.from_day - r.to_day, r.from_day - l.to_day),
                    coalesce(abs(l.previous_start_date - r.from_day), 99999),
                    coalesce(abs(r.previous_start_date - l.from_day), 99999)
                )
        end as day_distance
    from met_in_block
    inner join mentions as l on met_in_block.left_id = l.event_mention_id
    inner join mentions as r on met_in_block.right_id = r.event_mention_id
    where day_distance is null or day_distance <= {{ weight('block_days') }}
),

met as (
    select distinct
        event_mention_id,
        form_id
    from {{ ref('int_person_mentions_keyed') }}
    where name_key is not null
),

same_forms as (
    select
        left_id,
        right_id,
        score
    from {{ ref('int_person_pairs_scored') }}
    union all
    select
        right_id as left_id,
        left_id as right_id,
        score
    from {{ ref('int_person_pairs_scored') }}
    union all
    select distinct
        form_id as left_id,
        form_id as right_id,
        1.0 as score
    from met
),

frequencies as (
    select
        same_forms.left_id as form_id,
        count(distinct met.event_mention_id) as count_mentions
    from same_forms
    inner join met on same_forms.right_id = met.form_id
    group by all
),

-- Materialised, so that the pairs come first: the names that recur would pair all their mentions.
sought as materialized (
    select
        candidates.left_id,
        candidates.right_id,
        met.form_id,
        same_forms.right_id as like_id,
        same_forms.score / (1 + ln(frequencies.count_mentions)) as rarity
    from candidates
    inner join met on candidates.left_id = met.event_mention_id
    inner join frequencies on met.form_id = frequencies.form_id
    inner join same_forms on met.form_id = same_forms.left_id
),

shared_forms as (
    select
        sought.left_id,
        sought.right_id,
        sought.form_id,
        max(sought.rarity) as rarity
    from sought
    inner join met on sought.right_id = met.event_mention_id and sought.like_id = met.form_id
    group by all
),

shared_people as (
    select
        left_id,
        right_id,
        count(*) as count_people,
        round(sum(rarity), 9) as people_rarity
    from shared_forms
    group by all
)

select
    candidates.left_id,
    candidates.right_id,
    coalesce(shared_people.count_people, 0) as count_people,
    coalesce(shared_people.people_rarity, 0) as people_rarity,
    candidates.day_distance
from candidates
left join shared_people
    on
        candidates.left_id = shared_people.left_id
        and candidates.right_id = shared_people.right_id
