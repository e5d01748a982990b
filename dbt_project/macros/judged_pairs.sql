{#- The query of people's verdicts on pairs of mentions, each mention under the id that it has in
    the present reading: one row for each pair that is there. Where two verdicts come to lie on one
    pair, the later stands.

    verdicts  seed with (left_id, right_id, judgement, judged_by, judged_on, reason) -#}
{% macro judged_pairs(verdicts) -%}
with traced as (
    -- A gathering or a naming has one place; where readings put it at two, the first stands for it.
    select
        judged_id,
        min(mention_id) as mention_id
    from {{ ref('int_judged_mentions_traced') }}
    group by judged_id
)

select
    least(l.mention_id, r.mention_id) as left_id,
    greatest(l.mention_id, r.mention_id) as right_id,
    verdicts.judgement,
    verdicts.judged_by,
    verdicts.judged_on,
    verdicts.reason
from {{ ref(verdicts) }} as verdicts
inner join traced as l on verdicts.left_id = l.judged_id
inner join traced as r on verdicts.right_id = r.judged_id
where l.mention_id <> r.mention_id
qualify
    row_number() over (
        partition by least(l.mention_id, r.mention_id), greatest(l.mention_id, r.mention_id)
        order by verdicts.judged_on desc, verdicts.judgement, verdicts.judged_by, verdicts.reason
    ) = 1
{%- endmacro %}
