{%- set features = [
    'same_day', 'next_day', 'days_apart', 'same_period', 'date_unknown', 'reported_together',
    'same_type', 'same_family', 'other_family', 'same_city', 'other_city', 'same_country',
    'other_country', 'shared_people', 'share_people', 'no_shared_people', 'shared_countries',
    'share_countries', 'same_host', 'other_host', 'shared_words', 'same_people',
    'other_people_of_many', 'same_edition', 'other_edition', 'same_text', 'same_day_of_year',
    'other_counterpart',
] -%}
with pairs as (
    select * from {{ ref('int_event_pairs_compared') }}
),

weights as (
    select
        {% for feature in features -%}
            coalesce(max(weight) filter (where surface = '{{ feature }}'), 0) as {{ feature }},
        {% endfor -%}
        coalesce(max(weight) filter (where surface = 'bias'), 0) as bias
    from {{ ref('match_weights') }}
),

summed as (
    select
        pairs.left_id,
        pairs.right_id,
        weights.bias
        {%- for feature in features %}
            + coalesce(pairs.{{ feature }} * weights.{{ feature }}, 0)
        {%- endfor %} as log_odds
    from pairs
    cross join weights
),

scored as (
    select
        left_id,
        right_id,
        round(1 / (1 + exp(-log_odds)), 6) as score
    from summed
),

-- Only a tie that may hold needs words.
likely as (
    select pairs.* exclude (day_distance, count_people, count_countries)
    from pairs
    inner join scored on pairs.left_id = scored.left_id and pairs.right_id = scored.right_id
    where scored.score >= {{ weight('event_threshold') }}
),

features as (
    unpivot likely
    on columns(* exclude (left_id, right_id))
    into name feature value amount
),

weighed as (
    select
        features.left_id,
        features.right_id,
        weights.words,
        features.amount * weights.weight as contribution
    from features
    inner join {{ ref('match_weights') }} as weights on features.feature = weights.surface
    where features.amount <> 0
),

reasons as (
    select
        left_id,
        right_id,
        string_agg(words, ', ' order by contribution desc, words)
        filter (where contribution > 0) as reason_for,
        string_agg(words, ', ' order by contribution, words)
        filter (where contribution < 0) as reason_against
    from weighed
    group by all
)

select
    scored.left_id,
    scored.right_id,
    scored.score,
    nullif(concat_ws('; but ', reasons.reason_for, reasons.reason_against), '') as reason
from scored
left join reasons on scored.left_id = reasons.left_id and scored.right_id = reasons.right_id
