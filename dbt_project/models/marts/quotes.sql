with quotes as (
    select
        *,
        string_split({{ fold('speaker') }}, ' ') as words
    from {{ ref('stg_quotes') }}
    semi join {{ ref('int_articles_current') }} using (article_id)
),

people as (
    select distinct
        keyed.article_id,
        resolved.person_id,
        keyed.words
    from {{ ref('int_people_named') }} as resolved
    inner join {{ ref('int_person_mentions_keyed') }} as keyed
        on resolved.attendee_mention_id = keyed.attendee_mention_id
    where keyed.name_key is not null
),

-- The speaker is a participant of the same article whose name holds the speaker's or is held by it.
speakers as (
    select
        quotes.quote_id,
        min(people.person_id) as person_id
    from quotes
    inner join people
        on
            quotes.article_id = people.article_id
            and (
                list_has_all(people.words, quotes.words) or list_has_all(quotes.words, people.words)
            )
    group by quotes.quote_id
    having count(distinct people.person_id) = 1
)

select
    quotes.quote_id,
    events.event_id,
    speakers.person_id,
    quotes.article_id,
    quotes.speaker,
    quotes.channel,
    quotes.quote,
    quotes.span_start,
    quotes.span_end,
    quotes.surface
from quotes
left join {{ ref('int_events_named') }} as events
    on quotes.event_mention_id = events.event_mention_id
left join speakers on quotes.quote_id = speakers.quote_id
