-- An id once given, also one that went, as long as a mention that bore it is there; and for each
-- mention the id that an event could bear on its account, so that a judgement outlives all memory.
with ages as (
    select
        remembered.given_id as known_as,
        named.event_id,
        count(*) as count_members
    from {{ ref('int_event_ids_remembered') }} as remembered
    inner join {{ ref('int_events_named') }} as named
        on remembered.member_id = named.event_mention_id
    group by all
),

names as (
    select
        event_id,
        event_id as known_as,
        0 as standing
    from {{ ref('int_events_named') }}
    union all
    select
        event_id,
        {{ hash_id('evt', ['event_mention_id']) }} as known_as,
        1 as standing
    from {{ ref('int_events_named') }}
    union all
    select
        event_id,
        known_as,
        2 as standing
    from ages
    qualify
        row_number() over (partition by known_as order by count_members desc, event_id) = 1
)

select distinct
    known_as,
    event_id
from names
qualify dense_rank() over (partition by known_as order by standing) = 1
