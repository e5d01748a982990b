select evidence.*
from {{ source('staging', 'evidence') }} as evidence
semi join {{ ref('stg_articles') }} as articles
    on
        evidence.article_id = articles.article_id
        and evidence.batch = articles.batch
