{{ config(materialized='view') }}

-- Read by one model alone, which takes it on faster than it could be written and read.
with events as (
    select
        event_id,
        event_title,
        event_name,
        event_type,
        event_status,
        date_edtf,
        date_status,
        city,
        country_code,
        venue,
        super_event_id,
        start_date::varchar as start_date,
        end_date::varchar as end_date,
        previous_start_date::varchar as previous_start_date
    from {{ ref('events') }}
),

event_values as (
    unpivot events
    on
    event_name, event_type, event_status, date_edtf, date_status, city, country_code, venue,
    super_event_id, start_date, end_date, previous_start_date
    into name attribute value value
),

attendances as (
    select
        attendance_id,
        event_id,
        coalesce(person_id, organization_id) as party_id,
        coalesce(name, role, affiliation) as words,
        name,
        role,
        affiliation,
        country_code,
        participation,
        stands_in_for
    from {{ ref('attendees') }}
),

attendance_values as (
    unpivot attendances
    on name, role, affiliation, country_code, participation, stands_in_for
    into name attribute value value
),

-- That an object is there at all is a fact of its own, under no attribute.
facts as (
    select
        'event' as object_type,
        event_id as object_id,
        event_id,
        null::varchar as party_id,
        '' as attribute,
        'true' as value,
        event_title as words
    from events
    union all
    select
        'event' as object_type,
        event_id as object_id,
        event_id,
        null::varchar as party_id,
        attribute,
        value,
        event_title as words
    from event_values
    union all
    select
        'attendance' as object_type,
        attendance_id as object_id,
        event_id,
        party_id,
        '' as attribute,
        'true' as value,
        words
    from attendances
    union all
    select
        'attendance' as object_type,
        attendance_id as object_id,
        event_id,
        party_id,
        attribute,
        value,
        words
    from attendance_values
),

-- The article that says it: the one of the chosen claim.
sayings as (
    select
        coalesce(attendance_id, event_id) as object_id,
        attribute,
        article_id,
        rule
    from {{ ref('claims') }}
    where claim_rank = 1
)

select
    facts.object_type,
    facts.object_id,
    facts.event_id,
    facts.party_id,
    facts.attribute,
    facts.value,
    facts.words,
    sayings.article_id,
    sayings.rule
from facts
left join sayings
    on
        facts.object_id = sayings.object_id
        and sayings.attribute = case
            when facts.attribute in ('date_edtf', 'date_status') then 'start_date'
            else facts.attribute
        end
