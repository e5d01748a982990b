{#- A common table expression `clusters` (id, cluster_id) of a `with recursive`: clusters by average
    linkage that never join what must stay apart.

    nodes      relation with (id)
    edges      relation with (left_id, right_id, score): scored pairs, the poor ones too
    conflicts  relation with (left_id, right_id): pairs that may not share a cluster
    threshold  the mean score of the scored pairs between two clusters from which they join
    groups     relation with (id, group_id), if given: no two of a group may share a cluster
    spans      relation with (id, from_day, to_day), if given: the spans of a cluster must all be
               within `gap` days of one another, so that what has no day cannot tie two days

    In each round every cluster names the neighbour it fits best, and those who name each other
    join; so a chain of good pairs cannot bring two conflicting nodes together, and the result does
    not depend on the order of rows. A cluster is named after its smallest id.

    Two clusters join only over a pair that is good itself, so all work is done within the connected
    components of good pairs, and a component in which a round joined nothing is done. The effort
    grows with the number of pairs, not with its square.

    A plain `l.cluster_id <> r.cluster_id` would be taken for a condition of a join of every cluster
    with every other; `least` and `greatest` leave it a filter of the pairs. -#}
{% macro cluster(
    nodes, edges, conflicts, threshold,
    groups='(select null as id, null as group_id where false)',
    spans='(select null as id, null::date as from_day, null::date as to_day where false)',
    gap=0
) -%}
good_pairs as materialized (
    select
        left_id as from_id,
        right_id as to_id
    from {{ edges }}
    where score >= {{ threshold }}
    union all
    select
        right_id as from_id,
        left_id as to_id
    from {{ edges }}
    where score >= {{ threshold }}
),

tied_nodes as (
    select distinct from_id as id from good_pairs
),

{{ components('tied_nodes', 'id', 'good_pairs') }},

pairs_within as materialized (
    select
        edges.left_id,
        edges.right_id,
        edges.score,
        l.component_id
    from {{ edges }} as edges
    inner join components as l on edges.left_id = l.id
    inner join components as r on edges.right_id = r.id and l.component_id = r.component_id
),

conflicts_within as materialized (
    select
        conflicts.left_id,
        conflicts.right_id,
        l.component_id
    from {{ conflicts }} as conflicts
    inner join components as l on conflicts.left_id = l.id
    inner join components as r on conflicts.right_id = r.id and l.component_id = r.component_id
    union all
    select
        l.id as left_id,
        r.id as right_id,
        l.component_id
    from (
        select components.*, members.group_id
        from {{ groups }} as members
        inner join components on members.id = components.id
    ) as l
    inner join (
        select components.*, members.group_id
        from {{ groups }} as members
        inner join components on members.id = components.id
    ) as r on l.component_id = r.component_id and l.group_id = r.group_id and l.id < r.id
),

gathered (id, cluster_id, component_id) using key (id) as (
    select
        id,
        id,
        component_id
    from components
    union
    (
        with unfinished as (
            select distinct component_id from gathered
        ),

        known as (
            select everything.*
            from recurring.gathered as everything
            semi join unfinished on everything.component_id = unfinished.component_id
        ),

        linked as (
            select
                least(l.cluster_id, r.cluster_id) as near_id,
                greatest(l.cluster_id, r.cluster_id) as far_id,
                round(avg(edges.score), 9) as score
            from pairs_within as edges
            inner join known as l on edges.left_id = l.id
            inner join known as r on edges.right_id = r.id
            where least(l.cluster_id, r.cluster_id) <> greatest(l.cluster_id, r.cluster_id)
            group by all
            having round(avg(edges.score), 9) >= {{ threshold }}
        ),

        lengths as (
            select
                known.cluster_id,
                max(spans.from_day) as latest_from,
                min(spans.to_day) as earliest_to
            from {{ spans }} as spans
            inner join known on spans.id = known.id
            group by known.cluster_id
        ),

        apart as (
            select distinct
                least(l.cluster_id, r.cluster_id) as near_id,
                greatest(l.cluster_id, r.cluster_id) as far_id
            from conflicts_within as conflicts
            inner join known as l on conflicts.left_id = l.id
            inner join known as r on conflicts.right_id = r.id
            union
            select
                linked.near_id,
                linked.far_id
            from linked
            inner join lengths as l on linked.near_id = l.cluster_id
            inner join lengths as r on linked.far_id = r.cluster_id
            where
                greatest(l.latest_from, r.latest_from) - least(l.earliest_to, r.earliest_to)
                > {{ gap }}
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
            known.id,
            mutual.near_id,
            known.component_id
        from known
        inner join mutual on known.cluster_id = mutual.far_id
    )
),

clusters as (
    select
        nodes.id,
        coalesce(gathered.cluster_id, nodes.id) as cluster_id
    from {{ nodes }} as nodes
    left join gathered on nodes.id = gathered.id
)
{%- endmacro %}
