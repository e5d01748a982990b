with reported as (
    select
        article_id,
        count(distinct event_id) as count_events
    from {{ ref('event_reports') }}
    group by article_id
)

select
    articles.article_id,
    articles.document_id,
    articles.document_uri,
    articles.outlet,
    articles.agencies,
    articles.bylines,
    articles.headline,
    articles.published_at,
    articles.published_precision,
    articles.language,
    copied.copy_group_id,
    copied.copy_relation,
    copied.origin_article_id,
    copied.is_independence_unknown,
    coalesce(reported.count_events, 0) as count_events
from {{ ref('int_articles_current') }} as articles
inner join {{ ref('int_articles_copied') }} as copied on articles.article_id = copied.article_id
left join reported on articles.article_id = reported.article_id
