{#- A common table expression `clusters` (id, cluster_id) of a `with recursive`: clusters by average
    linkage that never join what must stay apart.

    nodes      relation with (id)
    edges      relation with (left_id, right_id, score): scored pairs, the poor ones too
    conflicts  relation with (left_id, right_id): pairs that may not share a cluster
    threshold  the mean score of the scored pairs between two clusters from which they join

    In each round every cluster names the neighbour it fits best, and those who name each other
    join; so a chain of good pairs cannot bring two conflicting nodes together, and the result does
    not depend on the order of rows. A cluster is named after its smallest id. -#}
{% macro cluster(nodes, edges, conflicts, threshold) -%}
clusters (id, cluster_id) using key (id) as (
    select
        id,
        id
    from {{ nodes }}
    union
    (
        with linked as (
            select
                least(l.cluster_id, r.cluster_id) as near_id,
                greatest(l.cluster_id, r.cluster_id) as far_id,
                round(avg(edges.score), 9) as score
            from {{ edges }} as edges
            inner join recurring.clusters as l on edges.left_id = l.id
            inner join recurring.clusters as r on edges.right_id = r.id
            where l.cluster_id <> r.cluster_id
            group by all
            having round(avg(edges.score), 9) >= {{ threshold }}
        ),

        apart as (
            select distinct
                least(l.cluster_id, r.cluster_id) as near_id,
                greatest(l.cluster_id, r.cluster_id) as far_id
            from {{ conflicts }} as conflicts
            inner join recurring.clusters as l on conflicts.left_id = l.id
            inner join recurring.clusters as r on conflicts.right_id = r.id
        ),

        feasible as (
            select * from linked
            anti join apart on linked.near_id = apart.near_id and linked.far_id = apart.far_id
        ),

        ends as (
            select near_id as cluster_id, near_id, far_id, score from feasible
            union all
            select far_id as cluster_id, near_id, far_id, score from feasible
        ),

        best as (
            select near_id, far_id
            from ends
            qualify
                row_number() over (partition by cluster_id order by score desc, near_id, far_id) = 1
        ),

        mutual as (
            select near_id, far_id from best group by all having count(*) = 2
        )

        select
            c.id,
            mutual.near_id
        from recurring.clusters as c
        inner join mutual on c.cluster_id = mutual.far_id
    )
)
{%- endmacro %}
