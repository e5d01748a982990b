{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false) }}

{%- set members -%}
(
    select
        clustered.event_mention_id as member_id,
        clustered.event_id as cluster_id,
        articles.page_id,
        placed.article_id,
        placed.span_start,
        placed.span_end,
        case
            when placed.salience = 'main' then 'main' else {{ fold('placed.surface') }}
        end as likeness
    from {{ ref('int_events_clustered') }} as clustered
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on clustered.event_mention_id = placed.event_mention_id
    inner join {{ ref('int_articles_current') }} as articles
        on placed.article_id = articles.article_id
)
{%- endset %}

{{ remembered(members, 'evt') }}
