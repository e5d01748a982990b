with cited as (
    select
        article_id,
        {{ fold('cited_source') }} as source_key
    from {{ ref('stg_citations') }}
    union
    select
        article_id,
        {{ fold('unnest(agencies)') }} as source_key
    from {{ ref('stg_articles') }}
),

members as (
    select
        articles.article_id,
        articles.has_unnamed_agency,
        articles.agencies,
        articles.published_at,
        articles.published_precision,
        articles.count_body_words,
        groups.leader_id,
        {{ fold('articles.outlet') }} as outlet_key
    from {{ ref('stg_articles') }} as articles
    inner join {{ ref('int_copies_grouped') }} as groups on articles.article_id = groups.article_id
),

credited as (
    select distinct
        members.leader_id,
        cited.source_key
    from members
    inner join cited on members.article_id = cited.article_id
    where members.outlet_key is distinct from cited.source_key
),

ranked as (
    select
        members.article_id,
        members.leader_id,
        members.has_unnamed_agency and len(members.agencies) = 0 as is_independence_unknown,
        count(*) over (partition by members.leader_id) as count_copies,
        min(members.article_id) over (partition by members.leader_id) as first_id,
        first_value(members.article_id) over (
            partition by members.leader_id
            order by
                members.published_at is null,
                members.published_at
                + to_hours(case when members.published_precision = 'day' then 24 else 0 end)
                - to_hours(
                    case
                        when credited.source_key is null then 0
                        else {{ weight('copy_hours_ahead') }}
                    end::integer
                ),
                members.count_body_words desc,
                members.article_id
        ) as origin_id
    from members
    left join credited
        on
            members.leader_id = credited.leader_id
            and members.outlet_key = credited.source_key
),

-- The runs of words are read for copies alone: they are most of what is known of an article.
likened as (
    select
        ranked.article_id,
        len(list_intersect(articles.shingles, origins.shingles)) as count_shared,
        count_shared / nullif(len(origins.shingles), 0) as share_of_origin,
        len(articles.shingles) > len(origins.shingles) as is_longer,
        count_shared
        / nullif(len(articles.shingles) + len(origins.shingles) - count_shared, 0) as jaccard
    from ranked
    inner join {{ ref('stg_articles') }} as articles on ranked.article_id = articles.article_id
    inner join {{ ref('stg_articles') }} as origins on ranked.origin_id = origins.article_id
    where ranked.article_id <> ranked.origin_id
)

select
    ranked.article_id,
    {{ hash_id('cpy', ['ranked.first_id']) }} as copy_group_id,
    ranked.origin_id as origin_article_id,
    case
        when ranked.count_copies = 1 then 'none'
        when ranked.article_id = ranked.origin_id then 'origin'
        when likened.jaccard >= {{ weight('copy_jaccard_verbatim') }} then 'verbatim'
        when likened.is_longer and likened.share_of_origin >= {{ weight('copy_carried') }}
            then 'extended'
        else 'abridged'
    end as copy_relation,
    ranked.count_copies,
    ranked.is_independence_unknown
from ranked
left join likened on ranked.article_id = likened.article_id
