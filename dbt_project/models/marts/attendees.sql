with attendances as (
    select
        attendances.attendance_id,
        attendances.event_id,
        attendances.person_id,
        attendances.organization_id,
        min(attendances.kind) as kind,
        count(distinct mentions.article_id) as count_reports,
        count(distinct copied.copy_group_id) as count_independent_reports,
        count(distinct mentions.article_id) filter (where not attendances.is_folded)
            as count_reports_naming,
        round(max(mentions.confidence) filter (where not attendances.is_folded), 4) as confidence
    from {{ ref('int_attendances_resolved') }} as attendances
    inner join {{ ref('stg_attendee_mentions') }} as mentions
        on attendances.attendee_mention_id = mentions.attendee_mention_id
    inner join {{ ref('int_articles_copied') }} as copied
        on mentions.article_id = copied.article_id
    group by
        attendances.attendance_id, attendances.event_id, attendances.person_id,
        attendances.organization_id
),

facts as (
    select
        attendance_id,
        max(value) filter (where attribute = 'name') as name,
        max(value) filter (where attribute = 'role') as role,
        max(value) filter (where attribute = 'affiliation') as affiliation,
        max(value) filter (where attribute = 'country_code') as country_code,
        max(value) filter (where attribute = 'participation') as participation,
        max(value) filter (where attribute = 'stands_in_for') as stands_in_for
    from {{ ref('int_claim_values_settled') }}
    where attendance_id is not null
    group by attendance_id
),

disputed as (
    select distinct subject_id
    from {{ ref('int_disagreements_told') }}
)

select
    attendances.attendance_id,
    attendances.event_id,
    attendances.kind,
    attendances.person_id,
    attendances.organization_id,
    coalesce(facts.name, organizations.name) as name,
    facts.role,
    facts.affiliation,
    facts.country_code,
    facts.participation,
    facts.stands_in_for,
    attendances.count_reports,
    attendances.count_independent_reports,
    attendances.count_reports_naming,
    disputed.subject_id is not null as is_disputed,
    attendances.confidence
from attendances
inner join facts on attendances.attendance_id = facts.attendance_id
left join {{ ref('organizations') }} as organizations
    on attendances.organization_id = organizations.organization_id
left join disputed on attendances.attendance_id = disputed.subject_id
