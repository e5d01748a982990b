-- Warns of each withdrawal that names no document that ever arrived.
{{ config(severity='warn') }}

select
    document,
    document || ' is withdrawn, but no document of that id or address ever arrived' as finding
from {{ ref('withdrawn_documents') }}
where document_id is null
