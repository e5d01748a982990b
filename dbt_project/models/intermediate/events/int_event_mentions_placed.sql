with cities as (
    select
        {{ fold('surface') }} as folded,
        country_code,
        city,
        time_zone,
        population
    from {{ ref('cities') }}
    qualify
        row_number() over (
            partition by folded, country_code
            order by population desc, city, time_zone
        ) = 1
),

ranged as (
    select
        mentions.*,
        articles.published_at,
        articles.published_day,
        copied.copy_group_id,
        copied.count_copies > 1 as is_copied,
        {{ fold('mentions.city') }} as folded_city,
        concat_ws(' ', mentions.event_name, array_to_string(mentions.topics, ' ')) as theme,
        families.family,
        case mentions.start_precision
            when 'month' then last_day(mentions.start_date)
            when 'year' then last_day(mentions.start_date + interval 11 month)
            else greatest(mentions.start_date, mentions.end_date)
        end as last_date,
        mentions.event_status in ('held', 'ongoing') as is_on,
        -- A year that only the day of landing suggests bounds nothing.
        coalesce(mentions.date_rule, '') = 'year_from_ingestion' as is_year_guessed
    from {{ ref('stg_event_mentions') }} as mentions
    inner join {{ ref('int_articles_current') }} as articles
        on mentions.article_id = articles.article_id
    inner join {{ ref('int_articles_copied') }} as copied
        on mentions.article_id = copied.article_id
    left join {{ ref('event_type_families') }} as families
        on mentions.event_type = families.surface
),

-- A city without a country is the largest of its name. The join has plain conditions only, since
-- DuckDB compares each row with each where an outer join has others.
listed as (
    select
        *,
        country_code as in_country
    from cities
    union all
    select
        *,
        '' as in_country
    from cities
    qualify
        row_number() over (partition by folded order by population desc nulls last, country_code)
        = 1
)

select
    ranged.* exclude (
        folded_city, theme, city, time_zone, start_edtf, date_rule, engine, engine_version, batch,
        is_copied
    ),
    ranged.city as city_text,
    coalesce(cities.city, ranged.city) as city,
    coalesce({{ fold('cities.city') }}, ranged.folded_city) as city_key,
    coalesce(ranged.time_zone, cities.time_zone) as time_zone,
    list_sort(
        list_distinct(
            list_filter(string_split({{ fold('ranged.theme') }}, ' '), lambda w: len(w) >= 4)
        )
    )
        as theme_words,
    case when ranged.is_copied then ranged.copy_group_id end as copied_text_id,
    list_distinct(regexp_extract_all(ranged.event_name, '[0-9]+')) as editions,
    coalesce(
        case when not ranged.is_year_guessed then ranged.start_date end,
        case when ranged.event_status = 'held'
                then ranged.published_day - {{ weight('undated_days_back') }}::integer
            else ranged.published_day - {{ weight('undated_days_near') }}::integer
        end
    ) as from_day,
    coalesce(
        case when not ranged.is_year_guessed then ranged.last_date end,
        case when ranged.is_on
                then ranged.published_day + {{ weight('undated_days_near') }}::integer
            else ranged.published_day + {{ weight('undated_days_ahead') }}::integer
        end
    ) as to_day
from ranged
left join listed as cities
    on
        ranged.folded_city = cities.folded
        and coalesce(ranged.country_code, '') = cities.in_country
