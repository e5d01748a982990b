{#- A word of a name in letters as they sound: `steps` is a list of replacements "from>to", applied
    in its order; ^ and $ stand before and after the word. -#}
{% macro sound(word, steps) -%}
    trim(list_reduce(
        list_prepend('^' || {{ word }} || '$', {{ steps }}),
        lambda sound, step: replace(sound, split_part(step, '>', 1), split_part(step, '>', 2))
    ), '^$')
{%- endmacro %}
