with shingles as (
    select
        article_id,
        unnest(shingles) as shingle
    from {{ ref('int_articles_current') }}
),

shared as (
    select
        l.article_id as left_id,
        r.article_id as right_id,
        count(*) as count_shared
    from shingles as l
    inner join shingles as r
        on
            l.shingle = r.shingle
            and l.article_id < r.article_id
    group by all
)

select
    shared.left_id,
    shared.right_id,
    shared.count_shared / (len(l.shingles) + len(r.shingles) - shared.count_shared) as jaccard,
    shared.count_shared / len(l.shingles) as share_of_left,
    shared.count_shared / len(r.shingles) as share_of_right,
    list_has_any(l.agencies, r.agencies) as has_same_agency,
    greatest(share_of_left, share_of_right) >= case
        when list_has_any(l.agencies, r.agencies)
            then {{ weight('copy_containment_same_agency') }}
        else {{ weight('copy_containment') }}
    end as is_copy
from shared
inner join {{ ref('int_articles_current') }} as l on shared.left_id = l.article_id
inner join {{ ref('int_articles_current') }} as r on shared.right_id = r.article_id
where
    greatest(shared.count_shared / len(l.shingles), shared.count_shared / len(r.shingles))
    >= {{ weight('copy_floor') }}
