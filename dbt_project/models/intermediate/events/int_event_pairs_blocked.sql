with mentions as (
    select
        event_mention_id,
        article_id,
        family,
        city_key,
        from_day,
        to_day,
        previous_start_date
    from {{ ref('int_event_mentions_placed') }}
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
    from {{ ref('int_person_mentions_keyed') }}
    where name_key is not null
),

met as (
    select distinct
        event_mention_id,
        form_id
    from {{ ref('int_person_mentions_keyed') }}
),

frequencies as (
    select
        same_forms.left_id as form_id,
        count(distinct met.event_mention_id) as count_mentions
    from same_forms
    inner join met on same_forms.right_id = met.form_id
    group by all
),

shared_forms as (
    select
        l.event_mention_id as left_id,
        r.event_mention_id as right_id,
        l.form_id,
        max(same_forms.score / (1 + ln(frequencies.count_mentions))) as rarity
    from met as l
    inner join same_forms on l.form_id = same_forms.left_id
    inner join met as r
        on
            same_forms.right_id = r.form_id
            and l.event_mention_id < r.event_mention_id
    inner join frequencies on l.form_id = frequencies.form_id
    group by all
),

by_person as (
    select
        left_id,
        right_id,
        count(*) as count_people,
        sum(rarity) as people_rarity
    from shared_forms
    group by all
),

by_place as (
    select
        l.event_mention_id as left_id,
        r.event_mention_id as right_id
    from mentions as l
    inner join mentions as r
        on
            l.city_key = r.city_key
            and l.family = r.family
            and l.event_mention_id < r.event_mention_id
    where l.from_day is not null and r.from_day is not null
),

parties as (
    select distinct
        mentions.event_mention_id,
        mentions.family,
        attendees.country_code
    from mentions
    inner join {{ ref('stg_attendee_mentions') }} as attendees
        on mentions.event_mention_id = attendees.event_mention_id
    where attendees.country_code is not null and mentions.from_day is not null
),

by_countries as (
    select
        l.event_mention_id as left_id,
        r.event_mention_id as right_id
    from parties as l
    inner join parties as r
        on
            l.country_code = r.country_code
            and l.family = r.family
            and l.event_mention_id < r.event_mention_id
    group by all
    having count(*) >= 2
),

candidates as (
    select
        left_id,
        right_id
    from by_person
    union
    select
        left_id,
        right_id
    from by_place
    union
    select
        left_id,
        right_id
    from by_countries
)

select
    candidates.left_id,
    candidates.right_id,
    coalesce(by_person.count_people, 0) as count_people,
    coalesce(by_person.people_rarity, 0) as people_rarity,
    case
        when l.from_day is null or r.from_day is null then null
        else least(
                greatest(0, l.from_day - r.to_day, r.from_day - l.to_day),
                coalesce(abs(l.previous_start_date - r.from_day), 99999),
                coalesce(abs(r.previous_start_date - l.from_day), 99999)
            )
    end as day_distance
from candidates
inner join mentions as l on candidates.left_id = l.event_mention_id
inner join mentions as r on candidates.right_id = r.event_mention_id
left join by_person
    on candidates.left_id = by_person.left_id and candidates.right_id = by_person.right_id
where
    l.article_id <> r.article_id
    and (day_distance is null or day_distance <= {{ weight('block_days') }})
