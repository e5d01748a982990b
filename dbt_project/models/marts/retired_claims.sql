with names as (
    select
        member_id,
        given_id
    from {{ ref('int_event_ids_remembered') }}
    qualify row_number() over (partition by member_id order by build_no desc) = 1
)

select
    evidence.evidence_id,
    names.given_id as event_id,
    evidence.event_mention_id,
    evidence.attendee_mention_id,
    evidence.article_id,
    versions.next_article_id as retired_by_article_id,
    versions.valid_from,
    versions.valid_to,
    mentions.name as attendee_name,
    evidence.attribute,
    evidence.value,
    evidence.span_start,
    evidence.span_end,
    evidence.surface
from {{ ref('stg_evidence') }} as evidence
inner join {{ ref('int_articles_versioned') }} as versions
    on evidence.article_id = versions.article_id
left join {{ ref('stg_attendee_mentions') }} as mentions
    on evidence.attendee_mention_id = mentions.attendee_mention_id
left join names on evidence.event_mention_id = names.member_id
where not versions.is_current and evidence.event_mention_id is not null
