with spellings as (
    select
        {{ fold('surface') }} as folded,
        country_code
    from {{ ref('countries') }}
    union
    select
        {{ fold('surface') }} as folded,
        country_code
    from {{ ref('demonyms') }}
),

names as (
    select
        country_code,
        min(name) as name
    from {{ ref('countries') }}
    group by country_code
),

mentions as (
    select
        people.person_id,
        attendees.article_id,
        attendees.role,
        {{ fold('attendees.role') }} as role_key,
        attendees.country_code,
        -- An office of the state itself, whether the state is written as a name or an adjective.
        case when spellings.folded is null then attendees.affiliation end as affiliation,
        case when spellings.folded is null then {{ fold('attendees.affiliation') }} end
            as affiliation_key,
        reported.event_id,
        coalesce(events.start_date, placed.published_day) as seen_on
    from {{ ref('int_people_named') }} as people
    inner join {{ ref('stg_attendee_mentions') }} as attendees
        on people.attendee_mention_id = attendees.attendee_mention_id
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on attendees.event_mention_id = placed.event_mention_id
    inner join {{ ref('int_events_named') }} as reported
        on attendees.event_mention_id = reported.event_mention_id
    inner join {{ ref('events') }} as events on reported.event_id = events.event_id
    left join spellings
        on
            {{ fold('attendees.affiliation') }} = spellings.folded
            and attendees.country_code = spellings.country_code
    where attendees.role is not null
)

select
    {{ hash_id('ofc', [
        'mentions.person_id', 'mentions.role_key', 'mentions.affiliation_key',
        'mentions.country_code',
    ]) }} as office_id,
    mentions.person_id,
    mode(mentions.role order by mentions.role) as role,
    coalesce(mode(mentions.affiliation order by mentions.affiliation), min(names.name))
        as affiliation,
    mentions.country_code,
    min(mentions.seen_on) as first_seen,
    max(mentions.seen_on) as last_seen,
    count(distinct mentions.event_id) as count_events,
    count(distinct mentions.article_id) as count_articles
from mentions
left join names on mentions.country_code = names.country_code
group by
    mentions.person_id, mentions.role_key, mentions.affiliation_key, mentions.country_code
