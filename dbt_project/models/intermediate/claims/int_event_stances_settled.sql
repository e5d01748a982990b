with told as (
    select
        claims.event_id,
        grades.stance,
        -- A dateline has a day only; its first hour stands for it, so it outranks no later report.
        max(coalesce(placed.published_at, articles.dateline_date::timestamptz)) as told_at
    from {{ ref('int_event_claims_unioned') }} as claims
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on claims.event_mention_id = placed.event_mention_id
    inner join {{ ref('stg_articles') }} as articles on claims.article_id = articles.article_id
    inner join {{ ref('claim_values') }} as grades
        on claims.attribute = grades.attribute and claims.value = grades.surface
    where claims.attribute = 'event_status' and claims.is_reading
    group by all
),

sides as (
    select
        event_id,
        bool_or(stance = 'on') as has_on,
        bool_or(stance = 'off') as has_off,
        max(told_at) filter (where stance = 'on') as on_at,
        max(told_at) filter (where stance = 'off') as off_at
    from told
    group by event_id
),

-- A report without any date outranks no dated one; of two without dates the one that saw it held
-- is shown, and the matter is open.
reported as (
    select
        event_id,
        case
            when not has_on and not has_off then 'expected'
            when not has_off then 'on'
            when not has_on then 'off'
            when off_at is null or on_at >= off_at then 'on'
            else 'off'
        end as stance,
        has_on and has_off and (on_at is null or coalesce(off_at > on_at, false)) as is_open
    from sides
),

judged as (
    select
        overrides.event_id,
        grades.stance
    from {{ ref('int_values_judged') }} as overrides
    inner join {{ ref('claim_values') }} as grades
        on overrides.attribute = grades.attribute and overrides.value = grades.surface
    where
        overrides.is_in_force
        and overrides.attribute = 'event_status'
        and overrides.attendance_id is null
)

select
    reported.event_id,
    coalesce(judged.stance, reported.stance) as stance,
    reported.stance as reported_stance,
    reported.is_open
from reported
left join judged on reported.event_id = judged.event_id
