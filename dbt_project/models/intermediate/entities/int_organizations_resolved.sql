with named as (
    select
        attendee_mention_id,
        event_mention_id,
        article_id,
        kind,
        country_code,
        coalesce(name, affiliation, country_code) as written,
        {{ fold("regexp_replace(coalesce(name, affiliation, country_code), '^[Tt]he ', '')") }}
            as folded
    from {{ ref('stg_attendee_mentions') }}
    semi join {{ ref('int_articles_current') }} using (article_id)
    where kind <> 'person'
),

countries as (
    select
        country_code,
        {{ fold('surface') }} as folded,
        min(name) as country_name
    from {{ ref('countries') }}
    group by all
),

-- A form of several bodies is known by its country alone.
bodies as (
    select
        named.attendee_mention_id,
        min(listed.name) as body_name,
        min(listed.country_code) as body_code
    from named
    inner join {{ ref('int_bodies_listed') }} as listed
        on
            named.folded = listed.folded
            and coalesce(listed.written in (named.written, 'The ' || named.written), true)
            and coalesce(named.country_code = listed.country_code, not listed.is_ambiguous)
    group by named.attendee_mention_id
    having count(distinct listed.name) = 1
),

placed as (
    select
        named.*,
        bodies.body_name,
        case
            when named.kind = 'delegation' and named.country_code is not null then 'country'
            when countries.country_code is not null then 'country'
            when named.kind = 'delegation' then 'body'
            else 'organization'
        end as organization_kind,
        coalesce(named.country_code, countries.country_code, bodies.body_code) as home_code,
        coalesce({{ fold('bodies.body_name') }}, named.folded) as body_key
    from named
    left join countries
        on
            named.folded = countries.folded
            and coalesce(named.country_code, countries.country_code) = countries.country_code
    left join bodies on named.attendee_mention_id = bodies.attendee_mention_id
),

-- Two states may each have a body of one name; where only one state is known to have it, mentions
-- without a country mean that one.
housed as (
    select
        *,
        case when min(home_code) over namesakes = max(home_code) over namesakes
                then min(home_code) over namesakes
            else home_code
        end as key_code
    from placed
    window namesakes as (partition by organization_kind = 'country', body_key)
)

select
    attendee_mention_id,
    event_mention_id,
    article_id,
    written,
    case when organization_kind <> 'country' then body_name end as body_name,
    organization_kind,
    home_code as country_code,
    case
        when organization_kind = 'country' then {{ hash_id('org', ["'country'", 'home_code']) }}
        else {{ hash_id('org', [
            "'body'", 'coalesce(body_key, attendee_mention_id)', 'key_code',
        ]) }}
    end as organization_id
from housed
