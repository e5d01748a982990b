select articles.*
from {{ source('staging', 'articles') }} as articles
semi join {{ ref('stg_parses') }} as parses
    on
        articles.document_id = parses.document_id
        and articles.batch = parses.batch
