{{ config(materialized='view') }}

-- A claim without another beside it gives way to none.
select
    prepared.* exclude (bound_by),
    contested.yields_by,
    coalesce(contested.is_candidate, true) as is_candidate,
    contested.claim_id is null as is_alone
from {{ ref('int_claims_prepared') }} as prepared
left join {{ ref('int_claims_contested') }} as contested on prepared.claim_id = contested.claim_id
