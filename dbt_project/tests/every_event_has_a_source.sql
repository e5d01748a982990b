-- Fails for each event that no article tells of.
select events.event_id
from {{ ref('events') }} as events
left join {{ ref('event_reports') }} as reports on events.event_id = reports.event_id
left join {{ ref('sources') }} as sources on reports.article_id = sources.article_id
where sources.article_id is null
