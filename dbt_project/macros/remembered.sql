{#- The query of an incremental model that gives each cluster a lasting id: `select`s one row for
    each member whose id is new or another than before. Ids once given are remembered in the model
    itself, so a late member changes no id.

    members  relation with (member_id, cluster_id, page_id, article_id, span_start, span_end,
             likeness): what is clustered now. `cluster_id` is a key made from content;
             `likeness` is what a member has in common with its forebear in another version of the
             page
    prefix   the prefix of a key

    A member that was not there before, of a page that was read or written anew, takes the place of
    the member that is gone from there: the one whose words it overlaps most, else one of the same
    likeness. An id goes to the cluster that holds most of its members, and a cluster keeps the
    oldest of the ids that come to it. Only a cluster without any gets its own `cluster_id`. -#}
{% macro remembered(members, prefix) -%}
with members as (
    select * from {{ members }}
),

builds as (
    select max(build_no) as build_no from {{ ref('int_builds_logged') }}
),

memory as (
    {% if is_incremental() -%}
        select
            member_id,
            given_id,
            page_id,
            article_id,
            span_start,
            span_end,
            likeness,
            build_no
        from {{ this }}
    {%- else -%}
        select
            null::varchar as member_id,
            null::varchar as given_id,
            null::varchar as page_id,
            null::varchar as article_id,
            null::bigint as span_start,
            null::bigint as span_end,
            null::varchar as likeness,
            null::bigint as build_no
        where false
    {%- endif %}
),

known as (
    select *
    from memory
    qualify row_number() over (partition by member_id order by build_no desc) = 1
),

ages as (
    select
        given_id,
        min(build_no) as first_build_no
    from memory
    group by given_id
),

gone as (
    select known.*
    from known
    anti join members on known.member_id = members.member_id
),

forebears as (
    select
        members.member_id,
        gone.given_id
    from members
    anti join known on members.member_id = known.member_id
    inner join gone
        on
            members.page_id = gone.page_id
            and (
                (
                    members.article_id = gone.article_id
                    and members.span_start < gone.span_end
                    and gone.span_start < members.span_end
                )
                or (members.article_id <> gone.article_id and members.likeness = gone.likeness)
            )
    qualify
        row_number() over (
            partition by members.member_id
            order by
                members.article_id = gone.article_id desc,
                least(members.span_end, gone.span_end)
                - greatest(members.span_start, gone.span_start) desc,
                gone.build_no desc,
                gone.member_id
        ) = 1
),

traced as (
    select
        members.*,
        coalesce(known.given_id, forebears.given_id) as previous_id,
        known.member_id is not null as is_known
    from members
    left join known on members.member_id = known.member_id
    left join forebears on members.member_id = forebears.member_id
),

heirs as (
    select
        traced.cluster_id,
        traced.previous_id,
        count(*) as count_members
    from traced
    where traced.previous_id is not null
    group by traced.cluster_id, traced.previous_id
    qualify
        row_number() over (
            partition by traced.previous_id order by count(*) desc, traced.cluster_id
        ) = 1
),

kept as (
    select
        heirs.cluster_id,
        heirs.previous_id as given_id
    from heirs
    inner join ages on heirs.previous_id = ages.given_id
    qualify
        row_number() over (
            partition by heirs.cluster_id
            order by ages.first_build_no, heirs.count_members desc, heirs.previous_id
        ) = 1
),

given as (
    select
        clusters.cluster_id,
        case
            when kept.given_id is not null then kept.given_id
            when taken.given_id is null then clusters.cluster_id
            -- The key made from content is another event's by now.
            else {{ hash_id(prefix, ["'apart'", 'clusters.cluster_id']) }}
        end as given_id
    from (select distinct cluster_id from members) as clusters
    left join kept on clusters.cluster_id = kept.cluster_id
    left join kept as taken on clusters.cluster_id = taken.given_id
)

select
    traced.member_id,
    given.given_id,
    traced.page_id,
    traced.article_id,
    traced.span_start,
    traced.span_end,
    traced.likeness,
    case when traced.previous_id <> given.given_id then traced.previous_id end as previous_id,
    builds.build_no
from traced
inner join given on traced.cluster_id = given.cluster_id
cross join builds
where not traced.is_known or traced.previous_id <> given.given_id
{%- endmacro %}
