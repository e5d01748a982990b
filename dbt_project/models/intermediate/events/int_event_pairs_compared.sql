with parties as (
    select
        event_mention_id,
        list(distinct party order by party) as parties,
        list(distinct party order by party) filter (where is_host) as hosts
    from {{ ref('int_event_parties_listed') }}
    where party is not null
    group by event_mention_id
),

people as (
    select
        event_mention_id,
        count(*) as count_named
    from {{ ref('stg_attendee_mentions') }}
    where kind = 'person'
    group by event_mention_id
),

sides as (
    select
        mentions.event_mention_id,
        mentions.event_type,
        mentions.family,
        mentions.start_precision,
        mentions.start_date,
        mentions.is_year_guessed,
        mentions.city_key,
        mentions.country_code,
        mentions.published_day,
        mentions.theme_words,
        mentions.editions,
        mentions.copied_text_id,
        {{ fold('mentions.surface') }} as folded_surface,
        coalesce(parties.parties, []) as parties,
        coalesce(parties.hosts, []) as hosts,
        coalesce(people.count_named, 0) as count_named
    from {{ ref('int_event_mentions_placed') }} as mentions
    left join parties on mentions.event_mention_id = parties.event_mention_id
    left join people on mentions.event_mention_id = people.event_mention_id
),

paired as (
    select
        pairs.*,
        l.start_precision = 'day' and r.start_precision = 'day' as has_days,
        l.start_precision = 'unknown' or r.start_precision = 'unknown' as lacks_date,
        l.family = r.family as is_same_family,
        l.event_type = r.event_type as is_same_type,
        (l.is_year_guessed or r.is_year_guessed)
        and has_days
        and strftime(l.start_date, '%m-%d') = strftime(r.start_date, '%m-%d')
            as is_same_day_of_year,
        l.event_type in ('bilateral_meeting', 'call')
        and r.event_type in ('bilateral_meeting', 'call') as is_of_two,
        l.city_key = r.city_key as is_same_city,
        l.country_code = r.country_code as is_same_country,
        abs(l.published_day - r.published_day) as published_distance,
        least(l.count_named, r.count_named) as least_named,
        greatest(l.count_named, r.count_named) as most_named,
        l.family = 'plenary' and r.family = 'plenary' as is_plenary,
        list_has_any(l.editions, r.editions) as is_same_edition,
        len(l.editions) > 0 and len(r.editions) > 0 as has_editions,
        l.copied_text_id = r.copied_text_id and l.folded_surface = r.folded_surface
            as is_same_text,
        len(list_intersect(l.parties, r.parties)) as count_countries,
        least(len(l.parties), len(r.parties)) as least_countries,
        count_countries < least_countries as has_other_parties,
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
    coalesce(is_same_day_of_year, false)::integer::double as same_day_of_year,
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
    (count_people >= 2 and count_people >= most_named)::integer::double as same_people,
    (least_named > 0 and count_people = 0 and not coalesce(is_plenary, false))::integer::double
        as no_shared_people,
    (least_named > 0 and count_people = 0 and coalesce(is_plenary, false))::integer::double
        as other_people_of_many,
    ln(1 + count_countries) as shared_countries,
    case when least_countries > 0 then count_countries / least_countries else 0 end
        as share_countries,
    (is_of_two and has_other_parties)::integer::double as other_counterpart,
    (is_same_host)::integer::double as same_host,
    (has_hosts and not is_same_host)::integer::double as other_host,
    case when least_words > 0 then count_words / least_words else 0 end as shared_words,
    coalesce(is_same_edition, false)::integer::double as same_edition,
    coalesce(has_editions and not is_same_edition, false)::integer::double as other_edition,
    coalesce(is_same_text, false)::integer::double as same_text
from paired
