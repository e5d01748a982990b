{{ config(materialized='view') }}

with judged as (
    select * from {{ ref('int_values_judged') }}
    where is_in_force
)

select
    coalesce(chosen.subject_id, judged.subject_id) as subject_id,
    coalesce(chosen.event_id, judged.event_id) as event_id,
    coalesce(chosen.attendance_id, judged.attendance_id) as attendance_id,
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
-- What nothing is said of any more is not there to be judged.
where
    chosen.subject_id is not null
    or judged.subject_id in (
        select known.subject_id from {{ ref('int_claim_values_chosen') }} as known
    )
