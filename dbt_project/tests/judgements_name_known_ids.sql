-- Warns of each judgement that names something that is not there (any more).
{{ config(severity='warn') }}

with judged as (
    select
        left_id as judged_id,
        'same_event' as judgements
    from {{ ref('same_event') }}
    union all
    select
        right_id as judged_id,
        'same_event' as judgements
    from {{ ref('same_event') }}
    union all
    select
        left_id as judged_id,
        'same_person' as judgements
    from {{ ref('same_person') }}
    union all
    select
        right_id as judged_id,
        'same_person' as judgements
    from {{ ref('same_person') }}
    union all
    select
        event_id as judged_id,
        'claim_overrides' as judgements
    from {{ ref('claim_overrides') }}
),

known as (
    select event_mention_id as known_id from {{ ref('int_events_named') }}
    union all
    select known_as as known_id from {{ ref('int_event_names_known') }}
    union all
    select attendee_mention_id as known_id from {{ ref('int_people_named') }}
)

select
    judged.judged_id,
    judged.judgements
from judged
left join known on judged.judged_id = known.known_id
where known.known_id is null
