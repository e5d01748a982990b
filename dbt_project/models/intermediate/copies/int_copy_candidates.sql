with articles as (
    select
        article_id,
        shingles,
        row_number() over (
            order by published_at is null, published_at, article_id
        ) as place
    from {{ ref('stg_articles') }}
    where len(shingles) >= {{ weight('copy_shared_least') }}
),

sketched as (
    select distinct unnest(shingles[1:{{ weight('copy_sketch') }}::integer]) as shingle
    from articles
),

shingles as (
    select
        place,
        unnest(shingles) as shingle
    from articles
),

held as (
    select
        shingles.shingle,
        shingles.place
    from shingles
    semi join sketched on shingles.shingle = sketched.shingle
),

blocks as (
    select
        shingle,
        array_agg(place order by place) as places
    from held
    group by shingle
    having count(*) > 1
),

later as (
    select
        places[1:{{ weight('copy_block_first') }}::integer] as first_places,
        unnest(places) as place
    from blocks
),

pairs as (
    select
        place,
        unnest(first_places) as first_place
    from later
),

hits as (
    select
        first_place,
        place,
        count(*) as count_hits
    from pairs
    where first_place < place
    group by all
)

select
    least(l.article_id, r.article_id) as left_id,
    greatest(l.article_id, r.article_id) as right_id,
    hits.count_hits
from hits
inner join articles as l on hits.first_place = l.place
inner join articles as r on hits.place = r.place
where hits.count_hits >= {{ weight('copy_sketch_hits') }}
