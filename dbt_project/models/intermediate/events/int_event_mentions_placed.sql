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
        {{ fold('mentions.city') }} as folded_city,
        concat_ws(' ', mentions.event_name, array_to_string(mentions.topics, ' ')) as theme,
        families.family,
        case mentions.start_precision
            when 'month' then last_day(mentions.start_date)
            when 'year' then last_day(mentions.start_date + interval 11 month)
            else greatest(mentions.start_date, mentions.end_date)
        end as last_date,
        mentions.event_status in ('held', 'ongoing') as is_on
    from {{ ref('stg_event_mentions') }} as mentions
    inner join {{ ref('int_articles_current') }} as articles
        on mentions.article_id = articles.article_id
    inner join {{ ref('int_articles_copied') }} as copied
        on mentions.article_id = copied.article_id
    left join {{ ref('event_type_families') }} as families
        on mentions.event_type = families.surface
)

select
    ranged.* exclude (
        folded_city, theme, city, time_zone, start_edtf, date_rule, engine, engine_version, batch
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
    coalesce(
        ranged.start_date,
        case when ranged.is_on
                then ranged.published_day - {{ weight('undated_days_back') }}::integer
            else ranged.published_day - {{ weight('undated_days_near') }}::integer
        end
    ) as from_day,
    coalesce(
        ranged.last_date,
        case when ranged.is_on
                then ranged.published_day + {{ weight('undated_days_near') }}::integer
            else ranged.published_day + {{ weight('undated_days_ahead') }}::integer
        end
    ) as to_day
from ranged
left join cities
    on
        ranged.folded_city = cities.folded
        and coalesce(ranged.country_code, cities.country_code) = cities.country_code
qualify
    row_number() over (
        partition by ranged.event_mention_id
        order by cities.population desc nulls last, cities.country_code
    ) = 1
