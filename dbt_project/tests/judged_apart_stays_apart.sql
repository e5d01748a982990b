-- Fails where two mentions that a person judged different share an event or a person.
select
    verdicts.left_id,
    verdicts.right_id
from {{ ref('int_same_event_judged') }} as verdicts
inner join {{ ref('int_events_named') }} as l on verdicts.left_id = l.event_mention_id
inner join {{ ref('int_events_named') }} as r on verdicts.right_id = r.event_mention_id
where verdicts.judgement = 'negative' and l.event_id = r.event_id
union all
select
    verdicts.left_id,
    verdicts.right_id
from {{ ref('int_same_person_judged') }} as verdicts
inner join {{ ref('int_people_named') }} as l on verdicts.left_id = l.attendee_mention_id
inner join {{ ref('int_people_named') }} as r on verdicts.right_id = r.attendee_mention_id
where verdicts.judgement = 'negative' and l.person_id = r.person_id
