{#- A sentence with its names in braces filled in: `values` gives the SQL of each; what is not known
    leaves nothing in its place. -#}
{% macro filled(sentence, values) -%}
    {%- for _ in values %}replace({% endfor -%}
    {{ sentence }}
    {%- for name, value in values.items() %}, '{{ '{' ~ name ~ '}' }}', coalesce(({{ value }})::varchar, '')){% endfor -%}
{%- endmacro %}
