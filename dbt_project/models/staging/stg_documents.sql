select documents.*
from {{ source('staging', 'documents') }} as documents
semi join {{ ref('stg_parses') }} as parses
    on
        documents.document_id = parses.document_id
        and documents.batch = parses.batch
