{#- The schema is the one that the layer names, without the target's own before it: marts, not
    staging_marts. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
