with recursive copies as (
    select
        left_id as from_id,
        right_id as to_id
    from {{ ref('int_copy_pairs_scored') }}
    where is_copy
    union all
    select
        right_id as from_id,
        left_id as to_id
    from {{ ref('int_copy_pairs_scored') }}
    where is_copy
),

{{ components(ref('int_articles_current'), 'article_id', 'copies') }},

ranked as (
    select
        components.id as article_id,
        components.component_id,
        articles.shingles,
        articles.count_body_words,
        articles.has_unnamed_agency and len(articles.agencies) = 0 as is_independence_unknown,
        count(*) over (partition by components.component_id) as count_copies,
        first_value(components.id) over (
            partition by components.component_id
            order by
                articles.published_at is null,
                articles.published_at,
                articles.count_body_words desc,
                components.id
        ) as origin_id
    from components
    inner join {{ ref('int_articles_current') }} as articles on components.id = articles.article_id
)

select
    ranked.article_id,
    {{ hash_id('cpy', ['ranked.component_id']) }} as copy_group_id,
    ranked.origin_id as origin_article_id,
    case
        when ranked.count_copies = 1 then 'none'
        when ranked.article_id = ranked.origin_id then 'origin'
        when pairs.jaccard >= {{ weight('copy_jaccard_verbatim') }} then 'verbatim'
        when ranked.count_body_words <= origins.count_body_words then 'abridged'
        else 'extended'
    end as copy_relation,
    ranked.count_copies,
    ranked.is_independence_unknown
from ranked
inner join {{ ref('int_articles_current') }} as origins on ranked.origin_id = origins.article_id
left join {{ ref('int_copy_pairs_scored') }} as pairs
    on
        least(ranked.article_id, ranked.origin_id) = pairs.left_id
        and greatest(ranked.article_id, ranked.origin_id) = pairs.right_id
