select *
from {{ source('staging', 'parses') }}
qualify
    row_number() over (
        partition by document_id
        order by
            parser_version = '{{ var("parser_version") }}' desc,
            parsed_at desc,
            parser_version desc,
            batch desc
    ) = 1
