with subjects as (
    select distinct
        subject_id,
        event_id,
        attendance_id
    from {{ ref('int_claims_sifted') }}
),

judged as (
    select * from {{ ref('int_values_judged') }}
    where is_in_force
)

select
    subjects.subject_id,
    subjects.event_id,
    subjects.attendance_id,
    coalesce(chosen.attribute, judged.attribute) as attribute,
    chosen.comparison,
    case when judged.subject_id is null then chosen.comparison_key end as comparison_key,
    chosen.stance,
    chosen.words,
    chosen.portfolios,
    chosen.period_end,
    case
        when judged.subject_id is not null then judged.value
        when chosen.comparison = 'day' then chosen.comparison_key
        else chosen.reported_value
    end as value,
    case when judged.subject_id is not null then 'judgement' else chosen.reported_rule end as rule,
    case when judged.subject_id is not null then 'resolved' else chosen.reported_status end
        as status,
    chosen.support,
    chosen.rival_support,
    coalesce(chosen.count_independent, 0) as count_independent,
    coalesce(chosen.count_agreeing, 0) as count_agreeing,
    coalesce(chosen.count_rivals, 0) as count_rivals,
    coalesce(chosen.count_values, 0) as count_values,
    coalesce(chosen.count_articles, 0) as count_articles,
    judged.judged_by,
    judged.judged_on,
    judged.reason as judged_reason
from {{ ref('int_claim_values_chosen') }} as chosen
full join judged
    on chosen.subject_id = judged.subject_id and chosen.attribute = judged.attribute
inner join subjects on coalesce(chosen.subject_id, judged.subject_id) = subjects.subject_id
