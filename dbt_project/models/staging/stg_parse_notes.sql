select parse_notes.*
from {{ source('staging', 'parse_notes') }} as parse_notes
semi join {{ ref('stg_parses') }} as parses
    on
        parse_notes.document_id = parses.document_id
        and parse_notes.batch = parses.batch
