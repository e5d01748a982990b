with publishers as (
    select
        outlet,
        {{ fold('outlet') }} as folded
    from (
        select distinct articles.outlet from {{ ref('int_articles_current') }} as articles
        where articles.outlet is not null
    ) as outlets
),

publisher_words as (
    select
        outlet,
        folded,
        unnest({{ word_runs('folded') }}) as run
    from publishers
),

-- The words of an office may name its state; the longest words count.
offices as (
    select
        publishers.outlet,
        publishers.folded,
        nullif(words.country_code, '') as country_code
    from publisher_words as publishers
    inner join {{ ref('official_words') }} as words
        on publishers.run = {{ fold('words.surface') }}
    qualify
        row_number() over (
            partition by publishers.outlet
            order by
                nullif(words.country_code, '') nulls last, length(words.surface) desc, words.surface
        ) = 1
),

spellings as (
    select
        {{ fold('surface') }} as folded,
        country_code,
        0 as standing
    from {{ ref('countries') }}
    union all
    select
        {{ fold('surface') }} as folded,
        country_code,
        0 as standing
    from {{ ref('demonyms') }}
    union all
    select
        {{ fold('surface') }} as folded,
        country_code,
        1 as standing
    from {{ ref('cities') }}
    where is_capital = '1'
),

-- Whose office it is: its country by name ("Latvian Ministry ..."), else by its capital
-- ("Ministry of Foreign Affairs, Oslo"). An embassy names its own country first.
homes as (
    select
        offices.outlet,
        coalesce(offices.country_code, spellings.country_code) as country_code
    from offices
    inner join publisher_words as publishers on offices.outlet = publishers.outlet
    left join spellings on publishers.run = spellings.folded
    qualify
        row_number() over (
            partition by offices.outlet
            order by
                spellings.standing,
                strpos(' ' || offices.folded || ' ', ' ' || spellings.folded || ' '),
                length(spellings.folded) desc,
                spellings.country_code
        ) = 1
),

hosts as (
    select
        named.event_id,
        attendees.country_code,
        {{ fold("case when attendees.kind = 'person' then attendees.affiliation
            else coalesce(attendees.name, attendees.affiliation) end") }} as body
    from {{ ref('stg_attendee_mentions') }} as attendees
    inner join {{ ref('int_events_named') }} as named
        on attendees.event_mention_id = named.event_mention_id
    where attendees.participation = 'host'
    group by all
),

-- Where nobody is called the host, the country of the place is.
places as (
    select
        named.event_id,
        placed.country_code
    from {{ ref('int_events_named') }} as named
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on named.event_mention_id = placed.event_mention_id
    anti join hosts on named.event_id = hosts.event_id
    where placed.country_code is not null
    group by named.event_id, placed.country_code
    qualify
        row_number() over (
            partition by named.event_id order by count(*) desc, placed.country_code
        ) = 1
),

parties as (
    select
        event_id,
        country_code,
        body
    from hosts
    union all
    select
        event_id,
        country_code,
        null as body
    from places
)

select
    named.event_mention_id,
    placed.article_id,
    min(homes.country_code) as country_code,
    coalesce(bool_or({{ fold('articles.outlet') }} = parties.body), false) as is_hosting_body
from {{ ref('int_events_named') }} as named
inner join {{ ref('int_event_mentions_placed') }} as placed
    on named.event_mention_id = placed.event_mention_id
inner join {{ ref('int_articles_current') }} as articles on placed.article_id = articles.article_id
inner join parties on named.event_id = parties.event_id
left join homes on articles.outlet = homes.outlet
where homes.country_code = parties.country_code or {{ fold('articles.outlet') }} = parties.body
group by named.event_mention_id, placed.article_id
