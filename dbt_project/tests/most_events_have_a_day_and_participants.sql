-- Tells when more of the events than is plausible have no day, or nobody who takes part.
{{ config(fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}

with attended as (
    select distinct event_id
    from {{ ref('attendees') }}
),

shares as (
    select
        count(*) as count_events,
        count(*) filter (where events.start_date is null) / count(*) as share_undated,
        count(*) filter (where attended.event_id is null) / count(*) as share_unattended
    from {{ ref('events') }} as events
    left join attended on events.event_id = attended.event_id
)

select
    'no day: ' || round(100 * share_undated) || ' % of ' || count_events || ' events' as finding,
    case
        when share_undated >= {{ weight('undated_share_block', 'check_limits') }} then 2 else 1
    end as level
from shares
where
    share_undated >= {{ weight('undated_share_warn', 'check_limits') }}
    and count_events >= {{ weight('events_least', 'check_limits') }}
union all
select
    'no participant: ' || round(100 * share_unattended) || ' % of ' || count_events || ' events'
        as finding,
    case
        when share_unattended >= {{ weight('unattended_share_block', 'check_limits') }} then 2
        else 1
    end as level
from shares
where
    share_unattended >= {{ weight('unattended_share_warn', 'check_limits') }}
    and count_events >= {{ weight('events_least', 'check_limits') }}
