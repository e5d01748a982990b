select event_mentions.*
from {{ source('staging', 'event_mentions') }} as event_mentions
semi join {{ ref('stg_articles') }} as articles
    on
        event_mentions.article_id = articles.article_id
        and event_mentions.batch = articles.batch
