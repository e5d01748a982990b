-- Fails where several values of one attribute are chosen, or none although no person decided.
select
    event_id,
    attendance_id,
    attribute
from {{ ref('claims') }}
group by all
having
    count(distinct value) filter (where is_chosen) > 1
    or (
        count(*) filter (where is_chosen) = 0
        and count(*) filter (where rule = 'judgement') = 0
    )
