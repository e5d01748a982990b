select distinct articles.article_id
from {{ source('staging', 'articles') }} as articles
semi join {{ ref('withdrawn_documents') }} as withdrawn
    on articles.document_id = withdrawn.document_id
