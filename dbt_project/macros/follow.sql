{#- A common table expression `followed` (place, leader) of a `with recursive`: who leads whom.

    ties    relation with (earlier, later, jaccard): pairs of places that may share a group

    As if each place were taken in order: it joins the leader, among those before it that it is
    tied to, that it is most alike (the earliest of equals), and leads itself when there is none.
    In each round every place decides whose earlier neighbours have all decided; neighbours that
    follow another leader do not count. So every member is tied to its leader itself. -#}
{% macro follow(ties) -%}
tied as (
    select earlier as place from {{ ties }}
    union
    select later from {{ ties }}
),

followed (place, leader) using key (place) as (
    select
        place,
        null::bigint
    from tied
    union
    (
        with waiting as (
            select
                later.place,
                ties.earlier,
                ties.jaccard,
                earlier.leader
            from recurring.followed as later
            left join {{ ties }} as ties on later.place = ties.later
            left join recurring.followed as earlier on ties.earlier = earlier.place
            where later.leader is null
        )

        select
            place,
            coalesce(
                arg_max(earlier, (jaccard, -earlier)) filter (where leader = earlier), place
            )
        from waiting
        group by place
        having count(*) filter (where leader is null and earlier is not null) = 0
    )
)
{%- endmacro %}
