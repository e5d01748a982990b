select
    event_mention_id as mention_id,
    'event' as kind,
    article_id,
    span_start,
    span_end,
    case when salience = 'main' then 'main' end as likeness,
    surface
from {{ source('staging', 'event_mentions') }}
union
select
    attendee_mention_id as mention_id,
    'attendee' as kind,
    article_id,
    span_start,
    span_end,
    name_key as likeness,
    surface
from {{ source('staging', 'attendee_mentions') }}
