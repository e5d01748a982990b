select attendee_mentions.*
from {{ source('staging', 'attendee_mentions') }} as attendee_mentions
semi join {{ ref('stg_articles') }} as articles
    on
        attendee_mentions.article_id = articles.article_id
        and attendee_mentions.batch = articles.batch
