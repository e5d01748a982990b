{#- The rows of a lexicon, read from its file, which lies beside that of the seed `countries`: for a
    lexicon whose name a mart has too, so that it cannot be a seed. -#}
{% macro lexicon(name) -%}
    {%- set beside = graph.nodes['seed.communique.countries'] if execute else {} %}
    read_csv(
        '{{ beside.root_path }}/{{ (beside.original_file_path or "") | replace("countries", name) }}',
        header = true, all_varchar = true
    )
{%- endmacro %}
