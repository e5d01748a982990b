with mentions as (
    select
        people.person_id,
        attendees.name,
        attendees.role,
        attendees.country_code,
        attendees.attendee_mention_id,
        reported.event_id,
        coalesce(events.start_date, placed.published_day) as seen_on
    from {{ ref('int_people_named') }} as people
    inner join {{ ref('stg_attendee_mentions') }} as attendees
        on people.attendee_mention_id = attendees.attendee_mention_id
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on attendees.event_mention_id = placed.event_mention_id
    inner join {{ ref('int_events_named') }} as reported
        on attendees.event_mention_id = reported.event_mention_id
    inner join {{ ref('events') }} as events on reported.event_id = events.event_id
),

names as (
    select
        person_id,
        name
    from mentions
    where name is not null
    group by person_id, name
    qualify
        row_number() over (
            partition by person_id
            order by
                least(len(string_split(name, ' ')), 2) desc, count(*) desc, length(name) desc, name
        ) = 1
),

homes as (
    select
        person_id,
        country_code
    from mentions
    where country_code is not null
    group by person_id, country_code
    qualify row_number() over (partition by person_id order by count(*) desc, country_code) = 1
)

select
    mentions.person_id,
    names.name,
    coalesce(
        list(distinct mentions.name order by mentions.name)
        filter (where mentions.name is distinct from names.name and mentions.name is not null),
        []
    ) as aliases,
    homes.country_code,
    list(
        mentions.role
        order by mentions.seen_on desc nulls last, mentions.role, mentions.attendee_mention_id
    )
    filter (where mentions.role is not null)[1] as last_role,
    min(mentions.seen_on) as first_seen,
    max(mentions.seen_on) as last_seen,
    count(distinct mentions.event_id) as count_events
from mentions
left join names on mentions.person_id = names.person_id
left join homes on mentions.person_id = homes.person_id
group by mentions.person_id, names.name, homes.country_code
