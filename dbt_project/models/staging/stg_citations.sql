select citations.*
from {{ source('staging', 'citations') }} as citations
semi join {{ ref('stg_articles') }} as articles
    on
        citations.article_id = articles.article_id
        and citations.batch = articles.batch
