{{ config(materialized='view') }}

select
    articles.*,
    versions.page_id
from {{ ref('stg_articles') }} as articles
inner join {{ ref('int_articles_versioned') }} as versions
    on articles.article_id = versions.article_id
where versions.is_current
