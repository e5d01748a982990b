with addressed as (
    select distinct
        document_id,
        document_uri
    from {{ source('staging', 'deliveries') }}
)

select distinct
    judged.document,
    addressed.document_id,
    judged.judged_by,
    judged.judged_on,
    judged.reason
from {{ ref('withdrawn') }} as judged
left join addressed
    on judged.document in (addressed.document_id, addressed.document_uri)
