{{ config(materialized='view') }}

select
    claims.claim_id,
    claims.event_id,
    claims.attendance_id,
    claims.event_mention_id,
    claims.attendee_mention_id,
    claims.article_id,
    claims.copy_group_id,
    claims.attribute,
    claims.value_text,
    claims.value,
    claims.date_precision,
    claims.is_reading,
    claims.is_folded,
    claims.is_on,
    claims.is_moved,
    claims.is_independence_unknown,
    claims.is_official,
    claims.salience,
    claims.stance,
    claims.weight,
    ranked.is_chosen,
    ranked.is_in_agreement,
    ranked.claim_rank,
    ranked.rule,
    claims.span_start,
    claims.span_end,
    claims.surface
from {{ ref('int_claims_prepared') }} as claims
inner join {{ ref('int_claims_ranked') }} as ranked on claims.claim_id = ranked.claim_id
