{#- A text as comparison wants it: lower case, no accents, letters and digits only, single spaces;
    null when nothing is left. -#}
{% macro fold(text) -%}
    nullif(trim(regexp_replace(
        lower(strip_accents(regexp_replace({{ text }}, '[''’]', '', 'g'))), '[^\p{L}\p{N}]+', ' ', 'g'
    )), '')
{%- endmacro %}
