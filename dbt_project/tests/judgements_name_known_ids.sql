-- Warns of each judgement that names something that is not there any more, or that is not carried
-- out.
{{ config(severity='warn') }}

select
    judgements,
    coalesce(left_id, event_id) as judged_id,
    told
from {{ ref('judgements') }}
where state in ('gone', 'not carried out')
