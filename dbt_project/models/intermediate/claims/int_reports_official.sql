with publishers as (
    select distinct
        outlet,
        ' ' || {{ fold('outlet') }} || ' ' as folded
    from {{ ref('int_articles_current') }}
    where outlet is not null
),

bodies as (
    select
        {{ fold('surface') }} as folded,
        min(name) as body_name,
        min(country_code) as country_code
    from {{ ref('organizations') }}
    where kind <> 'company'
    group by all
    having min(name) = max(name)
),

-- An office calls itself one, or is a body that a list knows.
offices as (
    select
        publishers.outlet,
        publishers.folded,
        bodies.body_name,
        bodies.country_code
    from publishers
    left join bodies on trim(publishers.folded) = bodies.folded
    where
        bodies.folded is not null
        or exists (
            select 1
            from {{ ref('official_words') }} as words
            where contains(publishers.folded, ' ' || {{ fold('words.surface') }} || ' ')
        )
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
        offices.body_name,
        coalesce(offices.country_code, spellings.country_code) as country_code
    from offices
    left join spellings on contains(offices.folded, ' ' || spellings.folded || ' ')
    qualify
        row_number() over (
            partition by offices.outlet
            order by
                spellings.standing,
                strpos(offices.folded, ' ' || spellings.folded || ' '),
                length(spellings.folded) desc,
                spellings.country_code
        ) = 1
),

hosts as (
    select distinct
        named.event_id,
        attendees.country_code,
        coalesce(
            bodies.body_name, attendees.affiliation, attendees.name
        ) as body_name
    from {{ ref('stg_attendee_mentions') }} as attendees
    inner join {{ ref('int_events_named') }} as named
        on attendees.event_mention_id = named.event_mention_id
    left join bodies
        on
            {{ fold("case when attendees.kind = 'person' then attendees.affiliation
                else coalesce(attendees.name, attendees.affiliation) end") }} = bodies.folded
    where attendees.participation = 'host'
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
    group by all
    qualify
        row_number() over (
            partition by named.event_id order by count(*) desc, placed.country_code
        ) = 1
),

parties as (
    select
        event_id,
        country_code,
        body_name
    from hosts
    union all
    select
        event_id,
        country_code,
        null as body_name
    from places
)

select
    named.event_mention_id,
    placed.article_id,
    min(homes.country_code) as country_code,
    bool_or(homes.body_name = parties.body_name) as is_hosting_body
from {{ ref('int_events_named') }} as named
inner join {{ ref('int_event_mentions_placed') }} as placed
    on named.event_mention_id = placed.event_mention_id
inner join {{ ref('int_articles_current') }} as articles on placed.article_id = articles.article_id
inner join homes on articles.outlet = homes.outlet
inner join parties
    on
        named.event_id = parties.event_id
        and (homes.country_code = parties.country_code or homes.body_name = parties.body_name)
group by all
