-- Fails for each withdrawn document of which anything is published.
select withdrawn.document_id
from {{ ref('withdrawn_documents') }} as withdrawn
semi join {{ ref('stg_documents') }} as documents
    on withdrawn.document_id = documents.document_id
union all
select withdrawn.document_id
from {{ ref('withdrawn_documents') }} as withdrawn
semi join {{ ref('sources') }} as sources
    on withdrawn.document_id = sources.document_id
