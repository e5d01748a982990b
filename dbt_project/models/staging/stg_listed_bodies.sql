{{ config(materialized = 'table') }}

select
    surface,
    name,
    kind,
    country_code,
    note
from {{ lexicon('organizations') }}
