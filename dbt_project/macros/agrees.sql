{#- Whether two prepared claims about one attribute say the same, as its comparison understands it:
    equal; days within a coarser period; states of one stance, and an
    invitation with a presence; kinds of one stance, or of either; names
    with a word or most letters in common; offices of one portfolio or of
    mostly the same words; values that share half their words, where a
    country's name is one word; wordings always. Most are equal, and only a `case` spares those the
    comparison of letters and words. -#}
{% macro agrees(l, r) -%}
case
    when {{ l }}.comparison_key = {{ r }}.comparison_key then true
    else
        {{ l }}.comparison = 'wording'
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
            {{ l }}.comparison = 'kind'
            and ({{ l }}.stance = {{ r }}.stance or 'either' in ({{ l }}.stance, {{ r }}.stance))
        )
        or (
            {{ l }}.comparison = 'spelling'
            and (
                len({{ l }}.words) = 0
                or len({{ r }}.words) = 0
                or list_has_any({{ l }}.words, {{ r }}.words)
                or jaro_winkler_similarity({{ l }}.comparison_key, {{ r }}.comparison_key)
                >= {{ weight('spelling_agree', 'claim_weights') }}
            )
        )
        or (
            {{ l }}.comparison = 'office'
            and (
                coalesce(list_has_any({{ l }}.portfolios, {{ r }}.portfolios), false)
                or len(list_intersect({{ l }}.words, {{ r }}.words))
                >= {{ weight('office_agree', 'claim_weights') }}
                * least(len({{ l }}.words), len({{ r }}.words))
            )
        )
        or (
            {{ l }}.comparison = 'words'
            and (
                {{ l }}.stance <> {{ r }}.stance
                or (
                    {{ l }}.stance <> 'country'
                    and len(list_intersect({{ l }}.words, {{ r }}.words))
                    >= {{ weight('words_agree', 'claim_weights') }}
                    * least(len({{ l }}.words), len({{ r }}.words))
                )
            )
        )
end
{%- endmacro %}
