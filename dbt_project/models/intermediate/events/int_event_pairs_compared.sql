with parties as (
    select
        event_mention_id,
        list(distinct country_code order by country_code) as countries,
        list(distinct country_code order by country_code)
        filter (where participation in ('host', 'chair')) as hosts,
        count(*) filter (where kind = 'person') as count_named
    from {{ ref('stg_attendee_mentions') }}
    group by event_mention_id
),

sides as (
    select
        mentions.event_mention_id,
        mentions.event_type,
        mentions.family,
        mentions.start_precision,
        mentions.city_key,
        mentions.country_code,
        mentions.published_day,
        mentions.theme_words,
        coalesce(parties.countries, []) as countries,
        coalesce(parties.hosts, []) as hosts,
        coalesce(parties.count_named, 0) as count_named
    from {{ ref('int_event_mentions_placed') }} as mentions
    left join parties on mentions.event_mention_id = parties.event_mention_id
),

paired as (
    select
        pairs.*,
        l.start_precision = 'day' and r.start_precision = 'day' as has_days,
        l.start_precision = 'unknown' or r.start_precision = 'unknown' as lacks_date,
        l.family = r.family as is_same_family,
        l.event_type = r.event_type as is_same_type,
        l.city_key = r.city_key as is_same_city,
        l.country_code = r.country_code as is_same_country,
        abs(l.published_day - r.published_day) as published_distance,
        least(l.count_named, r.count_named) as least_named,
        len(list_intersect(l.countries, r.countries)) as count_countries,
        least(len(l.countries), len(r.countries)) as least_countries,
        list_has_any(l.hosts, r.hosts) as is_same_host,
        len(l.hosts) > 0 and len(r.hosts) > 0 as has_hosts,
        len(list_intersect(l.theme_words, r.theme_words)) as count_words,
        least(len(l.theme_words), len(r.theme_words)) as least_words
    from {{ ref('int_event_pairs_blocked') }} as pairs
    inner join sides as l on pairs.left_id = l.event_mention_id
    inner join sides as r on pairs.right_id = r.event_mention_id
)

select
    left_id,
    right_id,
    day_distance,
    count_people,
    count_countries,
    (has_days and day_distance = 0)::integer::double as same_day,
    (has_days and day_distance = 1)::integer::double as next_day,
    (has_days and day_distance > 1)::integer::double as days_apart,
    (not has_days and not lacks_date)::integer::double as same_period,
    lacks_date::integer::double as date_unknown,
    coalesce((lacks_date and published_distance <= 3)::integer, 0)::double as reported_together,
    coalesce(is_same_type, false)::integer::double as same_type,
    (coalesce(is_same_family, false) and not is_same_type)::integer::double as same_family,
    coalesce(not is_same_family, false)::integer::double as other_family,
    coalesce(is_same_city, false)::integer::double as same_city,
    coalesce(not is_same_city, false)::integer::double as other_city,
    coalesce(is_same_country, false)::integer::double as same_country,
    coalesce(not is_same_country, false)::integer::double as other_country,
    least(people_rarity, 3) as shared_people,
    case when least_named > 0 then least(count_people / least_named, 1) else 0 end as share_people,
    (least_named > 0 and count_people = 0)::integer::double as no_shared_people,
    ln(1 + count_countries) as shared_countries,
    case when least_countries > 0 then count_countries / least_countries else 0 end
        as share_countries,
    (is_same_host)::integer::double as same_host,
    (has_hosts and not is_same_host)::integer::double as other_host,
    case when least_words > 0 then count_words / least_words else 0 end as shared_words
from paired
