{#- The words of `words` to which no word of `others` answers by its first letter: an initial stands
    for a word that begins with it, two letters for one word each, and a word for its initial. -#}
{% macro unmet(words, others) -%}
    list_filter({{ words }}, lambda w: not list_has_all(
        list_transform(
            case when length(w) <= 2 then {{ others }}
                else list_filter({{ others }}, lambda v: length(v) <= 2)
            end,
            lambda v: left(v, 1)
        ),
        case when length(w) <= 2 then string_split(w, '') else [left(w, 1)] end
    ))
{%- endmacro %}
