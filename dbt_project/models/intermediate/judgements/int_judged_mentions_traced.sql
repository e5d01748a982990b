with judged as (
    select left_id as judged_id from {{ ref('same_event') }}
    union
    select right_id as judged_id from {{ ref('same_event') }}
    union
    select left_id as judged_id from {{ ref('same_person') }}
    union
    select right_id as judged_id from {{ ref('same_person') }}
    union
    select coalesce(attendance_id, event_id) as judged_id from {{ ref('claim_overrides') }}
),

mentions as (
    select
        events.event_mention_id as mention_id,
        'event' as kind,
        events.article_id,
        articles.page_id,
        events.span_start,
        events.span_end,
        case when events.salience = 'main' then 'main' end as likeness,
        {{ fold('events.surface') }} as folded
    from {{ ref('stg_event_mentions') }} as events
    inner join {{ ref('int_articles_current') }} as articles
        on events.article_id = articles.article_id
    union all
    select
        attendees.attendee_mention_id as mention_id,
        'attendee' as kind,
        attendees.article_id,
        articles.page_id,
        attendees.span_start,
        attendees.span_end,
        attendees.name_key as likeness,
        {{ fold('attendees.surface') }} as folded
    from {{ ref('stg_attendee_mentions') }} as attendees
    inner join {{ ref('int_articles_current') }} as articles
        on attendees.article_id = articles.article_id
),

present as (
    select
        judged.judged_id,
        mentions.mention_id,
        'itself' as trace
    from judged
    inner join mentions on judged.judged_id = mentions.mention_id
),

-- Where a mention that is gone stood: noted with the judgement, or in a reading kept in staging.
missing as (
    select judged.judged_id
    from judged
    anti join present on judged.judged_id = present.judged_id
),

places as (
    select
        noted.judged_id,
        case when left(noted.judged_id, 2) = 'ev' then 'event' else 'attendee' end as kind,
        noted.article_id,
        noted.span_start,
        noted.span_end,
        null as likeness,
        {{ fold('noted.surface') }} as folded
    from {{ ref('judged_places') }} as noted
    semi join missing on noted.judged_id = missing.judged_id
    union
    select
        kept.mention_id as judged_id,
        kept.kind,
        kept.article_id,
        kept.span_start,
        kept.span_end,
        kept.likeness,
        {{ fold('kept.surface') }} as folded
    from {{ ref('stg_mentions_ever_read') }} as kept
    semi join missing on kept.mention_id = missing.judged_id
),

-- The same place of the same page; else, in a later version of the page, what is like it.
successors as (
    select
        places.judged_id,
        mentions.mention_id,
        case
            when places.article_id = mentions.article_id then 'same place' else 'corrected page'
        end as trace
    from places
    inner join {{ ref('int_articles_versioned') }} as versions
        on places.article_id = versions.article_id
    inner join mentions on versions.page_id = mentions.page_id and places.kind = mentions.kind
    where
        (
            places.article_id = mentions.article_id
            and places.span_start < mentions.span_end
            and mentions.span_start < places.span_end
        )
        or (
            places.article_id <> mentions.article_id
            and (places.likeness = mentions.likeness or places.folded = mentions.folded)
        )
    qualify
        row_number() over (
            partition by places.judged_id, places.article_id, places.span_start
            order by
                places.article_id = mentions.article_id desc,
                coalesce(places.likeness = mentions.likeness, false) desc,
                coalesce(places.folded = mentions.folded, false) desc,
                least(places.span_end, mentions.span_end)
                - greatest(places.span_start, mentions.span_start) desc,
                mentions.mention_id
        ) = 1
)

select
    judged_id,
    mention_id,
    trace
from present
union
select
    judged_id,
    mention_id,
    trace
from successors
