with named as (
    select
        attendee_mention_id,
        event_mention_id,
        article_id,
        kind,
        country_code,
        coalesce(name, affiliation, country_code) as written,
        {{ fold("coalesce(name, affiliation, country_code)") }} as folded,
        {{ fold('affiliation') }} as folded_affiliation
    from {{ ref('stg_attendee_mentions') }}
    semi join {{ ref('int_articles_current') }} using (article_id)
    where kind <> 'person'
),

listed as (
    select
        country_code,
        {{ fold('surface') }} as folded,
        min(name) as country_name
    from {{ ref('countries') }}
    group by all
),

placed as (
    select
        named.*,
        listed.country_name,
        case
            when named.kind = 'delegation' and named.country_code is not null then 'country'
            when listed.country_code is not null then 'country'
            when named.kind = 'delegation' then 'body'
            else 'organization'
        end as organization_kind,
        coalesce(named.country_code, listed.country_code) as home_code
    from named
    left join listed
        on
            named.folded = listed.folded
            and coalesce(named.country_code, listed.country_code) = listed.country_code
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
    window namesakes as (partition by organization_kind = 'country', folded)
)

select
    attendee_mention_id,
    event_mention_id,
    article_id,
    written,
    organization_kind,
    home_code as country_code,
    case
        when organization_kind = 'country' then {{ hash_id('org', ["'country'", 'home_code']) }}
        else {{ hash_id('org', [
            "'body'", 'coalesce(folded, attendee_mention_id)', 'key_code',
        ]) }}
    end as organization_id
from housed
