{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false) }}

{%- set members -%}
(
    select
        resolved.attendee_mention_id as member_id,
        resolved.person_id as cluster_id,
        articles.page_id,
        keyed.article_id,
        mentions.span_start,
        mentions.span_end,
        keyed.name_key as likeness
    from {{ ref('int_people_resolved') }} as resolved
    inner join {{ ref('int_person_mentions_keyed') }} as keyed
        on resolved.attendee_mention_id = keyed.attendee_mention_id
    inner join {{ ref('stg_attendee_mentions') }} as mentions
        on resolved.attendee_mention_id = mentions.attendee_mention_id
    inner join {{ ref('int_articles_current') }} as articles
        on keyed.article_id = articles.article_id
)
{%- endset %}

{{ remembered(members, 'per') }}
