select
    event_id,
    max(value) filter (where attribute = 'event_name') as event_name,
    max(value) filter (where attribute = 'event_type') as event_type,
    max(value) filter (where attribute = 'event_status') as event_status,
    max(value) filter (where attribute = 'city') as city,
    max(value) filter (where attribute = 'country_code') as country_code,
    max(value) filter (where attribute = 'venue') as venue,
    max(try_cast(value as date)) filter (where attribute = 'start_date') as start_date,
    max(try_cast(value as date)) filter (where attribute = 'end_date') as end_date,
    max(try_cast(value as date)) filter (where attribute = 'previous_start_date')
        as previous_start_date,
    max(period_end) filter (where attribute = 'start_date' and rule <> 'judgement') as period_end,
    max(rule) filter (where attribute = 'start_date') as date_rule,
    max(status) filter (where attribute = 'start_date') as date_status
from {{ ref('int_claim_values_settled') }}
where attendance_id is null
group by event_id
