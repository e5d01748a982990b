-- Tells of each event in which one article has so many mentions that it may tell of several.
{{ config(fail_calc='coalesce(max(level), 0)', warn_if='>= 1', error_if='>= 2') }}

with counted as (
    select
        event_id,
        article_id,
        count(*) as count_mentions
    from {{ ref('event_reports') }}
    group by event_id, article_id
)

select
    events.event_id,
    counted.article_id,
    events.event_title || ': ' || counted.count_mentions || ' mentions of one article, '
    || sources.document_uri as finding,
    case
        when
            counted.count_mentions >= {{ weight('article_mentions_block', 'check_limits') }} then 2
        else 1
    end as level
from counted
inner join {{ ref('events') }} as events on counted.event_id = events.event_id
inner join {{ ref('sources') }} as sources on counted.article_id = sources.article_id
where counted.count_mentions >= {{ weight('article_mentions_warn', 'check_limits') }}
order by counted.count_mentions desc, events.event_id, counted.article_id
