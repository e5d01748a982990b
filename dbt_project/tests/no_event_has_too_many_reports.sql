-- Tells of each event with so many reports that it may be several lumped into one.
{{ config(fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}

select
    event_id,
    event_title || ': ' || count_reports || ' reports, ' || count_independent_reports
    || ' independent' as finding,
    case
        when
            count_reports >= {{ weight('event_reports_block', 'check_limits') }}
            or count_independent_reports
            >= {{ weight('event_independent_reports_block', 'check_limits') }}
            then 2
        else 1
    end as level
from {{ ref('events') }}
where
    count_reports >= {{ weight('event_reports_warn', 'check_limits') }}
    or count_independent_reports
    >= {{ weight('event_independent_reports_warn', 'check_limits') }}
order by count_reports desc, event_id
