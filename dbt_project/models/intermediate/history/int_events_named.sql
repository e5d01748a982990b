with names as (
    select
        member_id,
        given_id
    from {{ ref('int_event_ids_remembered') }}
    qualify row_number() over (partition by member_id order by build_no desc) = 1
)

select
    clustered.event_mention_id,
    names.given_id as event_id,
    clustered.match_score,
    clustered.match_reason
from {{ ref('int_events_clustered') }} as clustered
inner join names on clustered.event_mention_id = names.member_id
