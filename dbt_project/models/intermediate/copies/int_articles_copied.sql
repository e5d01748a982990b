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
        articles.*,
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
        members.shingles,
        members.count_body_words,
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

likened as (
    select
        ranked.*,
        origins.count_body_words as count_origin_words,
        case
            when ranked.count_copies > 1
                then len(list_intersect(ranked.shingles, origins.shingles))
        end as count_shared,
        len(ranked.shingles) + len(origins.shingles) - count_shared as count_all
    from ranked
    inner join {{ ref('stg_articles') }} as origins on ranked.origin_id = origins.article_id
)

select
    article_id,
    {{ hash_id('cpy', ['first_id']) }} as copy_group_id,
    origin_id as origin_article_id,
    case
        when count_copies = 1 then 'none'
        when article_id = origin_id then 'origin'
        when count_shared >= {{ weight('copy_jaccard_verbatim') }} * count_all then 'verbatim'
        when count_body_words <= count_origin_words then 'abridged'
        else 'extended'
    end as copy_relation,
    count_copies,
    is_independence_unknown
from likened
