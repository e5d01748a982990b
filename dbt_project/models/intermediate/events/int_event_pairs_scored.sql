with features as (
    unpivot {{ ref('int_event_pairs_compared') }}
    on columns(* exclude (left_id, right_id, day_distance, count_people, count_countries))
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

summed as (
    select
        left_id,
        right_id,
        {{ weight('bias') }} + sum(contribution) as log_odds,
        string_agg(words, ', ' order by contribution desc, words)
        filter (where contribution > 0) as reason_for,
        string_agg(words, ', ' order by contribution, words)
        filter (where contribution < 0) as reason_against
    from weighed
    group by all
)

select
    left_id,
    right_id,
    round(1 / (1 + exp(-log_odds)), 6) as score,
    concat_ws('; but ', reason_for, reason_against) as reason
from summed
