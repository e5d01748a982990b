with reports as (
    select
        clustered.event_id,
        count(distinct mentions.article_id) as count_reports,
        count(distinct mentions.copy_group_id) as count_independent_reports,
        count(distinct mentions.article_id) filter (where copied.is_independence_unknown)
            as count_reports_of_unknown_independence,
        min(mentions.published_at) as first_reported_at,
        max(mentions.published_at) as last_reported_at
    from {{ ref('int_events_named') }} as clustered
    inner join {{ ref('int_event_mentions_placed') }} as mentions
        on clustered.event_mention_id = mentions.event_mention_id
    inner join {{ ref('int_articles_copied') }} as copied
        on mentions.article_id = copied.article_id
    group by clustered.event_id
),

topics as (
    select
        event_id,
        list(distinct topic order by topic) as topics
    from (
        select
            clustered.event_id,
            unnest(mentions.topics) as topic
        from {{ ref('int_events_named') }} as clustered
        inner join {{ ref('int_event_mentions_placed') }} as mentions
            on clustered.event_mention_id = mentions.event_mention_id
    )
    group by event_id
),

-- Independent reports that are each likely right leave little doubt: the chance that all err.
doubts as (
    select
        event_id,
        product(1 - least(confidence, 0.95)) as doubt
    from (
        select
            clustered.event_id,
            mentions.copy_group_id,
            max(mentions.confidence) as confidence
        from {{ ref('int_events_named') }} as clustered
        inner join {{ ref('int_event_mentions_placed') }} as mentions
            on clustered.event_mention_id = mentions.event_mention_id
        group by all
    )
    group by event_id
),

hosts as (
    select
        event_id,
        list(name order by name) as host_names
    from {{ ref('attendees') }}
    where participation = 'host'
    group by event_id
),

-- Hosts first, so that a title begins with whoever called the others together.
parties as (
    select
        event_id,
        list(coalesce(name, affiliation) order by participation != 'host', attendance_id)
            as party_names
    from {{ ref('attendees') }}
    where participation != 'absent' and coalesce(name, affiliation) is not null
    group by event_id
),

larger as (
    select
        parts.event_id,
        wholes.event_id as super_event_id
    from {{ ref('int_event_mentions_placed') }} as mentions
    inner join {{ ref('int_events_named') }} as parts
        on mentions.event_mention_id = parts.event_mention_id
    inner join {{ ref('int_events_named') }} as wholes
        on mentions.super_event_mention_id = wholes.event_mention_id
    group by parts.event_id, wholes.event_id
    qualify
        row_number() over (partition by parts.event_id order by count(*) desc, wholes.event_id) = 1
)

select
    facts.event_id,
    facts.event_name,
    -- Words without a capital ("talks", "met") name no gathering: its type and parties do.
    case
        when regexp_matches(facts.event_name, '[A-Z]') or parties.party_names is null
            then coalesce(facts.event_name, replace(facts.event_type, '_', ' '))
        else replace(facts.event_type, '_', ' ') || ': '
            || array_to_string(parties.party_names[:3], ', ')
            || case when len(parties.party_names) > 3 then ' …' else '' end
    end as event_title,
    facts.event_type,
    facts.event_status,
    facts.start_date,
    case when facts.end_date > facts.start_date then facts.end_date end as end_date,
    case
        when facts.start_date is null then 'unknown'
        when facts.period_end is null then 'day'
        when date_trunc('month', facts.period_end) = facts.start_date then 'month'
        else 'year'
    end as date_precision,
    case date_precision
        when 'day' then facts.start_date::varchar
        when 'month' then strftime(facts.start_date, '%Y-%m')
        when 'year' then strftime(facts.start_date, '%Y')
    end
    || case when facts.date_status = 'disputed' then '?' else '' end
    || case when facts.end_date > facts.start_date then '/' || facts.end_date else '' end
        as date_edtf,
    facts.date_status,
    facts.date_rule,
    facts.previous_start_date,
    facts.city,
    facts.country_code,
    bounds.time_zone,
    facts.venue,
    coalesce(topics.topics, []) as topics,
    coalesce(hosts.host_names, []) as host_names,
    larger.super_event_id,
    reports.count_reports,
    reports.count_independent_reports,
    reports.count_reports_of_unknown_independence,
    reports.first_reported_at,
    reports.last_reported_at,
    round(1 - doubts.doubt, 4) as confidence
from {{ ref('int_event_values_pivoted') }} as facts
inner join reports on facts.event_id = reports.event_id
inner join doubts on facts.event_id = doubts.event_id
inner join {{ ref('int_first_reports_bounded') }} as bounds on facts.event_id = bounds.event_id
left join topics on facts.event_id = topics.event_id
left join hosts on facts.event_id = hosts.event_id
left join parties on facts.event_id = parties.event_id
left join larger on facts.event_id = larger.event_id
