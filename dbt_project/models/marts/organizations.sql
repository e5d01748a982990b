with names as (
    select
        organization_id,
        organization_kind,
        country_code,
        coalesce(body_name, written) as written,
        count(*) as count_mentions
    from {{ ref('int_organizations_resolved') }}
    group by all
),

countries as (
    select
        country_code,
        min(name) as name
    from {{ ref('countries') }}
    group by country_code
)

select
    names.organization_id,
    case when names.organization_kind = 'country' then coalesce(countries.name, names.written)
        else names.written
    end as name,
    names.organization_kind as kind,
    names.country_code
from names
left join countries on names.country_code = countries.country_code
qualify
    row_number() over (
        partition by names.organization_id
        order by names.count_mentions desc, names.written, names.organization_kind
    ) = 1
