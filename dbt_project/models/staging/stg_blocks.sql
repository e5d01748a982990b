select blocks.*
from {{ source('staging', 'blocks') }} as blocks
semi join {{ ref('stg_articles') }} as articles
    on
        blocks.article_id = articles.article_id
        and blocks.batch = articles.batch
