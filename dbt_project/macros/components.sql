{#- Connected components as two common table expressions of a `with recursive`: `components` gives
    each id its component, named after its smallest id.

    nodes   relation with the column `key`
    edges   relation with (from_id, to_id), each edge in both directions -#}
{% macro components(nodes, key, edges) -%}
reached (id, component_id) using key (id) as (
    select
        {{ key }},
        {{ key }}
    from {{ nodes }}
    union
    (
        select
            edges.to_id,
            min(reached.component_id)
        from reached
        inner join {{ edges }} as edges on reached.id = edges.from_id
        inner join recurring.reached as known on edges.to_id = known.id
        where reached.component_id < known.component_id
        group by edges.to_id
    )
),

components as (
    select
        id,
        component_id
    from reached
)
{%- endmacro %}
