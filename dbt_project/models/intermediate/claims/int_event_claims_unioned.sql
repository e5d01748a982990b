with mentions as (
    select
        placed.event_mention_id,
        placed.article_id,
        placed.event_type,
        placed.event_status,
        placed.event_name,
        placed.city_text as city,
        placed.country_code,
        placed.venue,
        placed.start_text,
        placed.start_precision,
        placed.span_start,
        placed.span_end,
        placed.surface,
        placed.start_date::varchar as start_date,
        placed.end_date::varchar as end_date,
        placed.previous_start_date::varchar as previous_start_date
    from {{ ref('int_event_mentions_placed') }} as placed
),

readings as (
    unpivot mentions
    on
    event_type, event_status, event_name, start_date, end_date, previous_start_date, city,
    country_code, venue
    into name attribute value value
),

evidence as (
    select
        event_mention_id,
        article_id,
        attribute,
        value,
        span_start,
        span_end,
        surface
    from {{ ref('stg_evidence') }}
    where
        event_mention_id is not null
        and attendee_mention_id is null
        and attribute in (
            select attributes.surface from {{ ref('claim_attributes') }} as attributes
            where attributes.about in ('event', 'both')
        )
    qualify
        row_number() over (
            partition by event_mention_id, attribute, value order by span_start, span_end
        ) = 1
),

stated as (
    select
        coalesce(readings.event_mention_id, evidence.event_mention_id) as event_mention_id,
        coalesce(readings.article_id, evidence.article_id) as article_id,
        coalesce(readings.attribute, evidence.attribute) as attribute,
        coalesce(readings.value, evidence.value) as stated_value,
        readings.event_mention_id is not null as is_reading,
        coalesce(evidence.span_start, readings.span_start) as span_start,
        coalesce(evidence.span_end, readings.span_end) as span_end,
        coalesce(evidence.surface, readings.surface) as surface,
        coalesce(
            evidence.surface,
            case
                when readings.attribute = 'start_date' then nullif(trim(readings.start_text), '')
            end,
            readings.surface
        ) as value_text
    from readings
    full join evidence
        on
            readings.event_mention_id = evidence.event_mention_id
            and readings.attribute = evidence.attribute
            and readings.value = evidence.value
)

select
    {{ hash_id('clm', ['stated.event_mention_id', 'stated.attribute', 'stated.stated_value']) }}
        as claim_id,
    events.event_id,
    stated.* exclude (stated_value),
    case
        when stated.attribute = 'city' and stated.stated_value = placed.city_text then placed.city
        when stated.attribute like '%\_date' escape '\'
            then left(stated.stated_value || '-01-01', 10)
        else stated.stated_value
    end as value,
    case
        when stated.attribute <> 'start_date' then null
        when stated.is_reading then placed.start_precision
        when length(stated.stated_value) = 4 then 'year'
        when length(stated.stated_value) = 7 then 'month'
        else 'day'
    end as date_precision
from stated
inner join {{ ref('int_events_named') }} as events
    on stated.event_mention_id = events.event_mention_id
inner join {{ ref('int_event_mentions_placed') }} as placed
    on stated.event_mention_id = placed.event_mention_id
-- A day that no calendar knows states nothing.
where
    stated.attribute not like '%\_date' escape '\'
    or try_cast(left(stated.stated_value || '-01-01', 10) as date) is not null
