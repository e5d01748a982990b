select quotes.*
from {{ source('staging', 'quotes') }} as quotes
semi join {{ ref('stg_articles') }} as articles
    on
        quotes.article_id = articles.article_id
        and quotes.batch = articles.batch
