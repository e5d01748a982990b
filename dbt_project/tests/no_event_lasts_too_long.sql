-- Tells of each event that lasts longer than gatherings do, or whose reports give it days so far
-- apart that they may tell of several.
{{ config(fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}

with spreads as (
    select
        event_id,
        max(start_date) - min(start_date) as count_days
    from {{ ref('event_reports') }}
    group by event_id
)

select
    events.event_id,
    events.event_title || ': ' || events.start_date || ' to ' || events.end_date as finding,
    case
        when
            events.end_date - events.start_date
            >= {{ weight('event_days_block', 'check_limits') }}
            then 2
        else 1
    end as level
from {{ ref('events') }} as events
where events.end_date - events.start_date >= {{ weight('event_days_warn', 'check_limits') }}
union all
select
    events.event_id,
    events.event_title || ': its reports lie ' || spreads.count_days || ' days apart' as finding,
    1 as level
from {{ ref('events') }} as events
inner join spreads on events.event_id = spreads.event_id
where
    spreads.count_days >= {{ weight('event_spread_warn', 'check_limits') }}
    and events.previous_start_date is null
order by level desc, event_id
