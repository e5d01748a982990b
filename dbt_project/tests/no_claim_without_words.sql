-- Fails for each claim that quotes nothing.
select claim_id
from {{ ref('claims') }}
where coalesce(trim(surface), '') = '' or coalesce(trim(value_text), '') = ''
