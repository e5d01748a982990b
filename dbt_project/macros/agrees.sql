{#- Whether two prepared claims about one attribute say the same, as its comparison understands it:
    equal; days within a coarser period; states of one stance, and an
    invitation with a presence; roles that share most of their words;
    wordings always. -#}
{% macro agrees(l, r) -%}
(
    {{ l }}.comparison_key = {{ r }}.comparison_key
    or {{ l }}.comparison = 'wording'
    or (
        {{ l }}.comparison = 'state'
        and (
            {{ l }}.stance = {{ r }}.stance
            or (least({{ l }}.stance, {{ r }}.stance), greatest({{ l }}.stance, {{ r }}.stance))
            = ('expected', 'present')
        )
    )
    or (
        {{ l }}.comparison = 'day'
        and {{ l }}.comparison_key <= coalesce({{ r }}.period_end::varchar, {{ r }}.comparison_key)
        and {{ r }}.comparison_key <= coalesce({{ l }}.period_end::varchar, {{ l }}.comparison_key)
    )
    or (
        {{ l }}.comparison = 'words'
        and len(list_intersect({{ l }}.words, {{ r }}.words))
        >= {{ weight('words_agree', 'claim_weights') }}
        * least(len({{ l }}.words), len({{ r }}.words))
    )
)
{%- endmacro %}
