{#- What it costs to take two words of names for one: the share of letters that differ, half of it
    where only vowels do. -#}
{% macro slip(l, r) -%}
    damerau_levenshtein({{ l }}, {{ r }}) / greatest(length({{ l }}), length({{ r }}))
    * case when translate({{ l }}, 'aeiouy', '') = translate({{ r }}, 'aeiouy', '') then 0.5 else 1 end
{%- endmacro %}
