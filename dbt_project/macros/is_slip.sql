{#- Whether two words of names may be one that was written with a slip of the pen: one letter
    differs in a word of four or more, two in one of nine or more. The first letter or the last two
    stay, and a father's name is not his son's. The cheap questions come first, since most pairs end
    there. -#}
{% macro is_slip(l, r) -%}
    case
        when
            least(length({{ l }}), length({{ r }})) < 4
            or abs(length({{ l }}) - length({{ r }})) > 2
            or (left({{ l }}, 1) = '~') <> (left({{ r }}, 1) = '~')
            or (left({{ l }}, 1) <> left({{ r }}, 1) and right({{ l }}, 2) <> right({{ r }}, 2))
            then false
        else
            damerau_levenshtein({{ l }}, {{ r }})
            <= case when greatest(length({{ l }}), length({{ r }})) >= 9 then 2 else 1 end
    end
{%- endmacro %}
