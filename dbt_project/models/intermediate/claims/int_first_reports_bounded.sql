with mentions as (
    select
        placed.*,
        events.event_id,
        articles.published_precision,
        articles.published_offset,
        articles.published_basis
    from {{ ref('int_event_mentions_placed') }} as placed
    inner join {{ ref('int_events_named') }} as events
        on placed.event_mention_id = events.event_mention_id
    inner join {{ ref('stg_articles') }} as articles on placed.article_id = articles.article_id
),

zones as (
    select
        event_id,
        time_zone
    from mentions
    where time_zone is not null
    group by event_id, time_zone
    qualify row_number() over (partition by event_id order by count(*) desc, time_zone) = 1
),

reports as (
    select
        event_id,
        article_id,
        published_at,
        published_offset
    from mentions
    where
        is_on
        and published_precision = 'minute'
        and published_offset is not null
        and published_basis in (
            'created', 'published', 'json_ld', 'open_graph', 'meta', 'record', 'time_element'
        )
    qualify row_number() over (partition by event_id order by published_at, article_id) = 1
),

posts as (
    select
        mentions.event_id,
        evidence.article_id,
        try_cast(evidence.value as date) as post_day
    from {{ ref('stg_evidence') }} as evidence
    inner join mentions on evidence.event_mention_id = mentions.event_mention_id
    where
        evidence.attribute = 'post_date'
        and mentions.is_on
        and try_cast(evidence.value as date) is not null
    qualify
        row_number() over (
            partition by mentions.event_id order by post_day, evidence.article_id
        ) = 1
)

-- Only an event that took place is bounded, and then every claim on its day is, those of its
-- announcements too: the bound is a fact of the event, whoever tells of it.
-- Where the zone is not known, the day is taken where on earth it begins first.
select
    events.event_id,
    zones.time_zone,
    reports.article_id as report_article_id,
    reports.published_at as report_at,
    reports.published_offset as report_offset,
    timezone(coalesce(zones.time_zone, 'Etc/GMT-14'), reports.published_at) as report_local_at,
    posts.article_id as post_article_id,
    posts.post_day,
    report_local_at::date as report_day,
    case
        when stances.stance = 'on' then least(report_local_at::date, posts.post_day)
    end as latest_start_day,
    case
        when latest_start_day is null then null
        when report_local_at::date = latest_start_day then 'held_not_after_first_report_local'
        else 'embedded_dated_post'
    end as bound_rule
from (select distinct event_id from mentions) as events
left join zones on events.event_id = zones.event_id
left join reports on events.event_id = reports.event_id
left join {{ ref('int_event_stances_settled') }} as stances on events.event_id = stances.event_id
left join posts on events.event_id = posts.event_id
