with told as (
    select
        article_id,
        count(*) as count_event_mentions
    from {{ ref('stg_event_mentions') }}
    group by article_id
)

select
    versions.article_id,
    versions.page_id,
    versions.version_no,
    versions.document_uri,
    articles.canonical_url,
    articles.headline,
    articles.updated_at,
    versions.valid_from,
    versions.valid_to,
    versions.is_current,
    coalesce(told.count_event_mentions, 0) as count_event_mentions
from {{ ref('int_articles_versioned') }} as versions
inner join {{ ref('stg_articles') }} as articles on versions.article_id = articles.article_id
left join told on versions.article_id = told.article_id
