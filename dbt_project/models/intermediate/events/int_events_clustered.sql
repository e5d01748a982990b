with recursive nodes as (
    select event_mention_id as id from {{ ref('int_event_mentions_placed') }}
),

edges as (
    select
        left_id,
        right_id,
        score
    from {{ ref('int_event_pairs_scored') }}
    union all
    select
        least(left_id, right_id) as left_id,
        greatest(left_id, right_id) as right_id,
        {{ weight('judged') }} as score
    from {{ ref('int_same_event_judged') }}
    where judgement = 'positive'
),

articles as (
    select
        event_mention_id as id,
        article_id as group_id
    from {{ ref('int_event_mentions_placed') }}
),

-- Days keep nothing apart that a person judged one.
judged_one as (
    select left_id as id
    from {{ ref('int_same_event_judged') }}
    where judgement = 'positive'
    union
    select right_id as id
    from {{ ref('int_same_event_judged') }}
    where judgement = 'positive'
),

spans as (
    select
        placed.event_mention_id as id,
        least(placed.from_day, placed.previous_start_date) as from_day,
        greatest(placed.to_day, placed.previous_start_date) as to_day
    from {{ ref('int_event_mentions_placed') }} as placed
    anti join judged_one on placed.event_mention_id = judged_one.id
    where placed.from_day is not null
),

conflicts as (
    select
        left_id,
        right_id
    from {{ ref('int_same_event_judged') }}
    where judgement = 'negative'
),

{{ cluster(
    'nodes', 'edges', 'conflicts', weight('event_threshold'),
    groups='articles', spans='spans', gap=weight('block_days'),
) }},

ties as (
    select
        left_id as event_mention_id,
        right_id as other_id,
        score,
        reason
    from {{ ref('int_event_pairs_scored') }}
    union all
    select
        right_id as event_mention_id,
        left_id as other_id,
        score,
        reason
    from {{ ref('int_event_pairs_scored') }}
),

best as (
    select
        ties.event_mention_id,
        ties.score,
        ties.reason
    from ties
    inner join clusters as l on ties.event_mention_id = l.id
    inner join clusters as r on ties.other_id = r.id and l.cluster_id = r.cluster_id
    qualify
        row_number() over (
            partition by ties.event_mention_id order by ties.score desc, ties.other_id
        ) = 1
),

judged as (
    select distinct l.id as event_mention_id
    from {{ ref('int_same_event_judged') }} as verdicts
    inner join clusters as l on verdicts.left_id = l.id or verdicts.right_id = l.id
    where verdicts.judgement = 'positive'
)

select
    clusters.id as event_mention_id,
    {{ hash_id('evt', ['clusters.cluster_id']) }} as event_id,
    case when judged.event_mention_id is not null then 1.0 else best.score end as match_score,
    case
        when judged.event_mention_id is not null then 'a person judged it the same'
        else best.reason
    end as match_reason
from clusters
left join best on clusters.id = best.event_mention_id
left join judged on clusters.id = judged.event_mention_id
