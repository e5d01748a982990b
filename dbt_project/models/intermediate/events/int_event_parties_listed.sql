-- A body without a country stands beside the countries, by its name.
select distinct
    event_mention_id,
    coalesce(
        country_code,
        {{ fold("regexp_replace(coalesce(name, affiliation), '\s*\([^)]*\)', '', 'g')") }}
    ) as party,
    participation in ('host', 'chair') and country_code is not null as is_host
from {{ ref('stg_attendee_mentions') }}
where country_code is not null or (kind <> 'person' and coalesce(name, affiliation) is not null)
