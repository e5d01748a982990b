with traced as (
    select
        judged_id,
        min(mention_id) as mention_id,
        bool_or(trace = 'itself') as is_itself
    from {{ ref('int_judged_mentions_traced') }}
    group by judged_id
),

verdicts as (
    select
        'same_event' as judgements,
        *
    from {{ ref('same_event') }}
    union all by name
    select
        'same_person' as judgements,
        *
    from {{ ref('same_person') }}
),

things as (
    select
        event_mention_id as mention_id,
        event_id as thing_id
    from {{ ref('int_events_named') }}
    union all
    select
        attendee_mention_id as mention_id,
        person_id as thing_id
    from {{ ref('int_people_named') }}
),

in_force as (
    select * from {{ ref('int_same_event_judged') }}
    union all
    select * from {{ ref('int_same_person_judged') }}
),

pairs as (
    select
        verdicts.judgements,
        verdicts.left_id,
        verdicts.right_id,
        verdicts.judgement as verdict,
        verdicts.judged_by,
        verdicts.judged_on,
        verdicts.reason,
        case
            when l.mention_id is null and r.mention_id is null
                then verdicts.left_id || ' and ' || verdicts.right_id
            when l.mention_id is null then verdicts.left_id
            when r.mention_id is null then verdicts.right_id
        end as gone,
        case
            when gone is not null then 'gone'
            when verdicts.judgement = 'unsure' then 'noted'
            when in_force.judgement is null or in_force.judgement <> verdicts.judgement
                then 'overtaken'
            when (left_things.thing_id = right_things.thing_id)
                <> (verdicts.judgement = 'positive') then 'not carried out'
            when l.is_itself and r.is_itself then 'in force'
            else 'carried over'
        end as state
    from verdicts
    left join traced as l on verdicts.left_id = l.judged_id
    left join traced as r on verdicts.right_id = r.judged_id
    left join in_force
        on
            least(l.mention_id, r.mention_id) = in_force.left_id
            and greatest(l.mention_id, r.mention_id) = in_force.right_id
    left join things as left_things on l.mention_id = left_things.mention_id
    left join things as right_things on r.mention_id = right_things.mention_id
),

settled as (
    select
        'value' as judgements,
        overrides.event_id,
        overrides.attendance_id,
        overrides.attribute,
        overrides.value as verdict,
        overrides.judged_by,
        overrides.judged_on,
        overrides.reason,
        coalesce(overrides.attendance_id, overrides.event_id) as gone,
        case
            when judged.subject_id is null then 'gone'
            when not judged.is_in_force then 'overtaken'
            when judged.event_id = overrides.event_id
                and coalesce(judged.attendance_id = overrides.attendance_id, true)
                then 'in force'
            else 'carried over'
        end as state
    from {{ ref('claim_overrides') }} as overrides
    left join {{ ref('int_values_judged') }} as judged
        on
            overrides.event_id = judged.judged_event_id
            and overrides.attendance_id is not distinct from judged.judged_attendance_id
            and overrides.attribute = judged.attribute
            and overrides.value = judged.value
),

told as (
    select * from pairs
    union all by name
    select * from settled
)

select
    judgements,
    left_id,
    right_id,
    event_id,
    attendance_id,
    attribute,
    verdict,
    judged_by,
    judged_on,
    reason,
    state,
    case state
        when 'gone' then 'gone: no page tells of ' || gone || ' any more'
        when 'noted' then 'noted; it decides nothing'
        when 'overtaken' then 'overtaken: another judgement on the same stands'
        when 'not carried out'
            then 'not carried out: another judgement stands against it, or one '
                || 'article tells of both as two'
        when 'carried over' then 'in force; what it names has another id by now'
        else state
    end as told
from told
