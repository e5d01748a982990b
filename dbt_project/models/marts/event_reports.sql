select
    clustered.event_id,
    clustered.event_mention_id,
    mentions.article_id,
    mentions.salience,
    mentions.event_status,
    mentions.start_date,
    clustered.match_score,
    coalesce(clustered.match_reason, 'the only report') as match_reason,
    mentions.span_start,
    mentions.span_end,
    mentions.surface
from {{ ref('int_events_named') }} as clustered
inner join {{ ref('stg_event_mentions') }} as mentions
    on clustered.event_mention_id = mentions.event_mention_id
