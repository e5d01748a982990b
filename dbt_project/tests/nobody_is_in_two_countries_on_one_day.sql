-- Warns of each person who took part in two held events of one day in different countries: two
-- people may have been taken for one, or a day or place be wrong.
{{ config(severity='warn') }}

with stays as (
    select
        attendees.person_id,
        attendees.name,
        events.event_id,
        events.event_title,
        events.start_date,
        events.country_code
    from {{ ref('attendees') }} as attendees
    inner join {{ ref('events') }} as events on attendees.event_id = events.event_id
    where
        attendees.person_id is not null
        and attendees.participation in ('host', 'chair', 'speaker', 'attendee')
        and events.event_status = 'held'
        and events.date_precision = 'day'
        and events.country_code is not null
        -- Nobody travels to a call.
        and events.event_type <> 'call'
)

select
    l.person_id,
    l.event_id,
    r.event_id as other_event_id,
    l.name || ' on ' || l.start_date || ': ' || l.event_title || ' (' || l.country_code || ') and '
    || r.event_title || ' (' || r.country_code || ')' as finding
from stays as l
inner join stays as r
    on
        l.person_id = r.person_id
        and l.start_date = r.start_date
        and l.event_id < r.event_id
        and l.country_code <> r.country_code
order by l.start_date, l.person_id, l.event_id, r.event_id
