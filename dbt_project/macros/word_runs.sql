{#- All runs of whole words of a folded text, as a list: what `contains(' ' || text || ' ', ' ' ||
    words || ' ')` would find equals one of them. A join on equal runs meets each text once, where
    one on `contains` compares each text with each row of a lexicon. -#}
{% macro word_runs(folded) -%}
    flatten(list_transform(
        string_split({{ folded }}, ' '),
        lambda word, i: list_transform(
            range(i, len(string_split({{ folded }}, ' ')) + 1),
            lambda last: array_to_string(string_split({{ folded }}, ' ')[i:last], ' ')
        )
    ))
{%- endmacro %}
