with listed as (
    select
        surface,
        {{ fold("regexp_replace(surface, '^[Tt]he ', '')") }} as folded,
        name,
        country_code,
        coalesce(note like 'ambiguous%', false) as is_ambiguous
    from {{ ref('stg_listed_bodies') }}
)

select
    folded,
    -- Of a short form case counts: else it may be a common word.
    case when length(folded) <= {{ weight('body_short_letters') }} then surface end as written,
    country_code,
    is_ambiguous,
    min(name) as name
from listed
group by all
having count(distinct name) = 1
