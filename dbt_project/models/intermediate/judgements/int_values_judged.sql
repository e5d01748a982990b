with events as (
    select
        overrides.event_id as judged_id,
        known.event_id,
        0 as standing,
        1 as count_mentions
    from {{ ref('claim_overrides') }} as overrides
    inner join {{ ref('int_event_names_known') }} as known on overrides.event_id = known.known_as
    union all
    -- By where it is told: of the event itself, or of its participant.
    select
        overrides.event_id as judged_id,
        named.event_id,
        1 as standing,
        count(*) as count_mentions
    from {{ ref('claim_overrides') }} as overrides
    inner join {{ ref('int_judged_mentions_traced') }} as traced
        on coalesce(overrides.attendance_id, overrides.event_id) = traced.judged_id
    left join {{ ref('stg_attendee_mentions') }} as attendees
        on traced.mention_id = attendees.attendee_mention_id
    inner join {{ ref('int_events_named') }} as named
        on coalesce(attendees.event_mention_id, traced.mention_id) = named.event_mention_id
    group by all
),

found_events as (
    select
        judged_id,
        event_id
    from events
    qualify
        row_number() over (
            partition by judged_id order by standing, count_mentions desc, event_id
        ) = 1
),

names as (
    select
        event_id,
        known_as
    from {{ ref('int_event_names_known') }}
),

attendances as (
    select
        {{ hash_id('atd', [
            'names.known_as',
            'coalesce(resolved.person_id, resolved.organization_id)',
        ]) }} as judged_id,
        resolved.attendance_id,
        resolved.event_id,
        0 as standing,
        count(*) as count_mentions
    from {{ ref('int_attendances_resolved') }} as resolved
    inner join names on resolved.event_id = names.event_id
    group by all
    union all
    select
        traced.judged_id,
        resolved.attendance_id,
        resolved.event_id,
        1 as standing,
        count(*) as count_mentions
    from {{ ref('int_judged_mentions_traced') }} as traced
    inner join {{ ref('int_attendances_resolved') }} as resolved
        on traced.mention_id = resolved.attendee_mention_id
    group by all
),

found_attendances as (
    select
        overrides.event_id as judged_event_id,
        overrides.attendance_id as judged_id,
        attendances.attendance_id,
        attendances.event_id
    from {{ ref('claim_overrides') }} as overrides
    inner join found_events on overrides.event_id = found_events.judged_id
    inner join attendances
        on
            overrides.attendance_id = attendances.judged_id
            and found_events.event_id = attendances.event_id
    qualify
        row_number() over (
            partition by overrides.event_id, overrides.attendance_id
            order by
                attendances.standing, attendances.count_mentions desc,
                attendances.attendance_id
        ) = 1
)

select
    coalesce(found_attendances.attendance_id, found_events.event_id) as subject_id,
    found_events.event_id,
    found_attendances.attendance_id,
    overrides.attribute,
    overrides.value,
    overrides.judged_by,
    overrides.judged_on,
    overrides.reason,
    overrides.event_id as judged_event_id,
    overrides.attendance_id as judged_attendance_id,
    row_number() over (
        partition by
            coalesce(found_attendances.attendance_id, found_events.event_id), overrides.attribute
        order by overrides.judged_on desc, overrides.judged_by, overrides.value
    ) = 1 as is_in_force
from {{ ref('claim_overrides') }} as overrides
inner join found_events on overrides.event_id = found_events.judged_id
left join found_attendances
    on
        overrides.event_id = found_attendances.judged_event_id
        and overrides.attendance_id = found_attendances.judged_id
where overrides.attendance_id is null or found_attendances.attendance_id is not null
