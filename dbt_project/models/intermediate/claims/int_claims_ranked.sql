with compared as (
    select
        claims.claim_id,
        claims.subject_id,
        claims.attribute,
        claims.weight,
        claims.is_alone,
        claims.is_shifted,
        claims.yields_by,
        coalesce(settled.value = claims.value, false) as is_chosen,
        settled.comparison_key is not null and {{ agrees('settled', 'claims') }} as agrees,
        settled.rule as settled_rule
    from {{ ref('int_claims_sifted') }} as claims
    inner join {{ ref('int_claim_values_settled') }} as settled
        on claims.subject_id = settled.subject_id and claims.attribute = settled.attribute
),

-- Only claims that stand beside others go through the window, which sorts them.
ranked as (
    select
        *,
        1 as claim_rank
    from compared
    where is_alone
    union all
    select
        *,
        row_number() over (
            partition by subject_id, attribute
            order by is_chosen desc, agrees desc, weight desc, claim_id
        ) as claim_rank
    from compared
    where is_alone is distinct from true
)

select
    claim_id,
    is_chosen,
    is_chosen or agrees as is_in_agreement,
    claim_rank,
    case
        when is_chosen or settled_rule = 'judgement' then settled_rule
        when agrees and is_shifted then 'dateline_day_shift'
        when agrees then 'agreed'
        when yields_by is not null then yields_by
        when attribute = 'event_status' then 'latest_status'
        when settled_rule = 'official_over_report' then settled_rule
        else 'majority_of_independent'
    end as rule
from ranked
