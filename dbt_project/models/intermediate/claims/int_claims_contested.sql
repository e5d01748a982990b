-- Few columns go through the windows, which sort all claims again and again.
with claims as (
    select
        claim_id,
        subject_id,
        attribute,
        bound_by,
        is_moved,
        is_expected,
        period_end is null as is_day
    from {{ ref('int_claims_prepared') }}
    qualify count(*) over (partition by subject_id, attribute) > 1
),

bounded as (
    select
        *,
        case when bool_or(bound_by is null) over subject then bound_by end as ruled_out_by
    from claims
    window subject as (partition by subject_id, attribute)
),

-- A day that a report calls the old one gives way to a day that none does.
moved as (
    select
        *,
        case
            when ruled_out_by is not null then ruled_out_by
            when is_moved and bool_or(ruled_out_by is null and not is_moved) over subject
                then 'latest_status'
        end as set_aside_by
    from bounded
    window subject as (partition by subject_id, attribute)
),

-- What was announced gives way to what was reported.
superseded as (
    select
        *,
        case
            when set_aside_by is not null then set_aside_by
            when is_expected and bool_or(set_aside_by is null and not is_expected) over subject
                then 'latest_status'
        end as yields_by
    from moved
    window subject as (partition by subject_id, attribute)
)

-- A month is no candidate beside a day.
select
    claim_id,
    yields_by,
    yields_by is null
    and (is_day or not bool_or(yields_by is null and is_day) over subject) as is_candidate
from superseded
window subject as (partition by subject_id, attribute)
