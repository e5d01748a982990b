with mentions as (
    select
        attendees.attendee_mention_id,
        attendees.event_mention_id,
        attendees.kind,
        attendees.participation,
        events.event_id,
        people.person_id,
        bodies.organization_id,
        bodies.organization_kind,
        coalesce(bodies.country_code, attendees.country_code) as country_code
    from {{ ref('stg_attendee_mentions') }} as attendees
    inner join {{ ref('int_events_named') }} as events
        on attendees.event_mention_id = events.event_mention_id
    left join {{ ref('int_people_named') }} as people
        on attendees.attendee_mention_id = people.attendee_mention_id
    left join {{ ref('int_organizations_resolved') }} as bodies
        on attendees.attendee_mention_id = bodies.attendee_mention_id
),

-- The named person who stands for a country at an event: the one most reports name.
envoys as (
    select
        event_id,
        country_code,
        person_id,
        bool_and(participation = 'absent') as is_absent,
        count(*) as count_mentions
    from mentions
    where person_id is not null and country_code is not null
    group by event_id, country_code, person_id
),

chosen_envoys as (
    select *
    from envoys
    qualify
        row_number() over (
            partition by event_id, country_code, is_absent order by count_mentions desc, person_id
        ) = 1
),

folded as (
    select
        mentions.*,
        envoys.person_id as envoy_id
    from mentions
    left join chosen_envoys as envoys
        on
            mentions.event_id = envoys.event_id
            and case when mentions.organization_kind = 'country' then mentions.country_code end
            = envoys.country_code
            and (mentions.participation = 'absent') = envoys.is_absent
)

select
    attendee_mention_id,
    event_mention_id,
    event_id,
    case when envoy_id is null then kind else 'person' end as kind,
    coalesce(person_id, envoy_id) as person_id,
    case when envoy_id is null then organization_id end as organization_id,
    envoy_id is not null as is_folded,
    {{ hash_id('atd', ['event_id', 'coalesce(person_id, envoy_id, organization_id)']) }}
        as attendance_id
from folded
