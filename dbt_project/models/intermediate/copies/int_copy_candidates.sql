with placed as (
    select
        article_id,
        row_number() over (
            order by published_at is null, published_at, article_id
        ) as place
    from {{ ref('stg_articles') }}
    where len(shingles) >= {{ weight('copy_shared_least') }}
),

articles as (
    select
        placed.place,
        articles.shingles
    from {{ ref('stg_articles') }} as articles
    inner join placed on articles.article_id = placed.article_id
),

sketched as (
    select distinct unnest(shingles[1:{{ weight('copy_sketch') }}::integer]) as shingle
    from articles
),

runs as (
    select
        place,
        unnest(shingles) as shingle
    from articles
),

blocks as (
    select list_sort(array_agg(runs.place)) as places
    from runs
    semi join sketched on runs.shingle = sketched.shingle
    group by runs.shingle
    having count(*) > 1
),

held as (
    select
        places[1:{{ weight('copy_block_first') }}::integer] as first_places,
        unnest(places) as place
    from blocks
),

met as (
    select
        unnest(first_places) as first_place,
        place
    from held
),

hits as (
    select
        first_place,
        place,
        count(*) as count_hits
    from met
    where first_place < place
    group by all
    having count(*) >= {{ weight('copy_sketch_hits') }}
)

select
    least(l.article_id, r.article_id) as left_id,
    greatest(l.article_id, r.article_id) as right_id,
    hits.count_hits
from hits
inner join placed as l on hits.first_place = l.place
inner join placed as r on hits.place = r.place
