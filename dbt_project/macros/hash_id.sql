{#- A key made from content: a prefix and the first 16 hexadecimal digits of the parts' md5. The
    parts are parted by a unit separator, so ('ab', 'c') and ('a', 'bc') differ. -#}
{% macro hash_id(prefix, parts) -%}
    '{{ prefix }}_' || left(md5(concat_ws(chr(31)
    {%- for part in parts %}, coalesce(({{ part }})::varchar, ''){% endfor -%}
    )), 16)
{%- endmacro %}
