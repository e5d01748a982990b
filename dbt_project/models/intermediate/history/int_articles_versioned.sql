with recursive articles as (
    select
        articles.article_id,
        articles.document_uri,
        articles.updated_at,
        articles.published_at,
        articles.document_id,
        articles.outlet,
        documents.ingested_at,
        {{ fold('articles.headline') }} as folded_headline,
        -- An address names a page when it leads below the front page of its site.
        nullif(regexp_extract(
            lower(articles.canonical_url), '^[a-z]+://(?:www\.)?([^?#]+/[^?#/]+)', 1
        ), '') as address,
        -- A file that comes again with other bytes lies beside the first, with digits of its
        -- content's key before the suffix.
        regexp_replace(
            articles.document_uri, '-' || left(articles.document_id, 8) || '(\.[^./]*)?$', '\1'
        ) as file_name
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('stg_documents') }} as documents
        on articles.document_id = documents.document_id
),

keys as (
    select
        article_id,
        outlet,
        address as page_key
    from articles
    where address is not null
    union all
    select
        article_id,
        outlet,
        file_name as page_key
    from articles
),

-- One address is no proof: a reprint may name the page that it is taken from. A page is the same
-- when its outlet and its words are, too. The outlet stands with the key, since a join of articles
-- on it alone would pair all that one outlet has.
pairs as (
    select distinct
        least(l.article_id, r.article_id) as left_id,
        greatest(l.article_id, r.article_id) as right_id
    from keys as l
    inner join keys as r
        on
            l.page_key = r.page_key
            and l.outlet is not distinct from r.outlet
            and l.article_id < r.article_id
),

same_pages as (
    select
        pairs.left_id,
        pairs.right_id
    from pairs
    inner join articles as l on pairs.left_id = l.article_id
    inner join articles as r on pairs.right_id = r.article_id
    inner join {{ ref('stg_articles') }} as left_runs on pairs.left_id = left_runs.article_id
    inner join {{ ref('stg_articles') }} as right_runs on pairs.right_id = right_runs.article_id
    where
        len(list_intersect(left_runs.shingles, right_runs.shingles))
        >= {{ weight('version_containment') }}
        * greatest(least(len(left_runs.shingles), len(right_runs.shingles)), 1)
        or (
            l.folded_headline = r.folded_headline
            and coalesce(l.published_at::date = r.published_at::date, true)
        )
),

edges as (
    select
        left_id as from_id,
        right_id as to_id
    from same_pages
    union all
    select
        right_id as from_id,
        left_id as to_id
    from same_pages
),

{{ components('articles', 'article_id', 'edges') }},

timed as (
    select
        articles.*,
        components.component_id,
        greatest(articles.updated_at, articles.published_at) as stated_at
    from articles
    inner join components on articles.article_id = components.id
)

select
    article_id,
    document_uri,
    address,
    first_value(article_id) over versions as page_id,
    row_number() over versions as version_no,
    ingested_at as valid_from,
    lead(ingested_at) over versions as valid_to,
    lead(article_id) over versions as next_article_id,
    lead(article_id) over versions is null as is_current
from timed
window versions as (
    partition by component_id
    order by stated_at nulls first, ingested_at, document_id
)
