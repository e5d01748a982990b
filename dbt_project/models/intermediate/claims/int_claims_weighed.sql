-- Few columns go through the window; all others are joined to what comes out of it.
with compared as (
    select
        claims.claim_id,
        claims.subject_id,
        claims.attribute,
        claims.weight,
        claims.is_shifted,
        claims.yields_by,
        coalesce(settled.value = claims.value, false) as is_chosen,
        settled.comparison_key is not null and {{ agrees('settled', 'claims') }} as agrees,
        settled.rule as settled_rule
    from {{ ref('int_claims_sifted') }} as claims
    inner join {{ ref('int_claim_values_settled') }} as settled
        on claims.subject_id = settled.subject_id and claims.attribute = settled.attribute
),

ranked as (
    select
        claim_id,
        is_chosen,
        is_chosen or agrees as is_in_agreement,
        row_number() over (
            partition by subject_id, attribute
            order by is_chosen desc, agrees desc, weight desc, claim_id
        ) as claim_rank,
        case
            when is_chosen or settled_rule = 'judgement' then settled_rule
            when agrees and is_shifted then 'dateline_day_shift'
            when agrees then 'agreed'
            when yields_by is not null then yields_by
            when attribute = 'event_status' then 'latest_status'
            when settled_rule = 'official_over_report' then settled_rule
            else 'majority_of_independent'
        end as rule
    from compared
)

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
from {{ ref('int_claims_sifted') }} as claims
inner join ranked on claims.claim_id = ranked.claim_id
