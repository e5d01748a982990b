{#- A common table expression `heirs` (old_id, heir_id) of a `with recursive`: where each id leads
    in the end, over any number of steps.

    steps   relation with (old_id, heir_id), one row an old_id
    living  relation with (id): ids that lead no further -#}
{% macro heirs(steps, living) -%}
heirs (old_id, heir_id) using key (old_id) as (
    select
        old_id,
        heir_id
    from {{ steps }}
    union
    select
        heirs.old_id,
        steps.heir_id
    from heirs
    inner join {{ steps }} as steps on heirs.heir_id = steps.old_id
    anti join {{ living }} as living on heirs.heir_id = living.id
    -- Ids may have gone round in a circle while one of them was given again.
    where heirs.old_id <> steps.heir_id
)
{%- endmacro %}
