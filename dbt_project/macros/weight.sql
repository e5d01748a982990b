{#- One number of a policy table, by its name. -#}
{% macro weight(name, table='match_weights') -%}
    (select policy.weight from {{ ref(table) }} as policy where policy.surface = '{{ name }}')
{%- endmacro %}
