-- A withdrawn document is left out here, and with it all that was read from it.
with withdrawn as (
    select document as document_id from {{ ref('withdrawn') }}
    union all
    select deliveries.document_id
    from {{ source('staging', 'deliveries') }} as deliveries
    inner join {{ ref('withdrawn') }} as judged on deliveries.document_uri = judged.document
)

select parses.*
from {{ source('staging', 'parses') }} as parses
anti join withdrawn on parses.document_id = withdrawn.document_id
qualify
    row_number() over (
        partition by parses.document_id
        order by
            parses.parser_version = '{{ var("parser_version") }}' desc,
            parses.parsed_at desc,
            parses.parser_version desc,
            parses.batch desc
    ) = 1
