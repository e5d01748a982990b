with recursive placed as (
    select
        article_id,
        row_number() over (
            order by published_at is null, published_at, article_id
        ) as place
    from {{ ref('stg_articles') }}
),

pairs as (
    select
        pairs.is_copy,
        pairs.jaccard,
        least(l.place, r.place) as earlier,
        greatest(l.place, r.place) as later
    from {{ ref('int_copy_pairs_scored') }} as pairs
    inner join placed as l on pairs.left_id = l.article_id
    inner join placed as r on pairs.right_id = r.article_id
    where
        not pairs.is_form_letter
        and greatest(pairs.share_of_left, pairs.share_of_right)
        >= {{ weight('copy_containment_chained') }}
),

copies as (
    select
        earlier as one,
        later as other
    from pairs
    where is_copy
    union all
    select
        later as one,
        earlier as other
    from pairs
    where is_copy
),

chained as (
    select distinct
        pairs.earlier,
        pairs.later
    from pairs
    inner join copies as l on pairs.earlier = l.one
    inner join copies as r on pairs.later = r.one and l.other = r.other
    where not pairs.is_copy
),

ties as (
    select pairs.*
    from pairs
    left join chained on pairs.earlier = chained.earlier and pairs.later = chained.later
    where pairs.is_copy or chained.earlier is not null
),

{{ follow('ties') }}

select
    placed.article_id,
    leaders.article_id as leader_id
from placed
left join followed on placed.place = followed.place
inner join placed as leaders on coalesce(followed.leader, placed.place) = leaders.place
