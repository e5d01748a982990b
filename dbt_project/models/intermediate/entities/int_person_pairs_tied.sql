with met as (
    select distinct
        keyed.form_id,
        keyed.event_mention_id,
        events.event_id
    from {{ ref('int_person_mentions_keyed') }} as keyed
    inner join {{ ref('int_events_clustered') }} as events
        on keyed.event_mention_id = events.event_mention_id
),

tied as (
    select
        pairs.left_id,
        pairs.right_id,
        bool_or(l.event_mention_id = r.event_mention_id) as is_listed_twice
    from {{ ref('int_person_pairs_scored') }} as pairs
    inner join met as l on pairs.left_id = l.form_id
    inner join met as r on pairs.right_id = r.form_id and l.event_id = r.event_id
    group by pairs.left_id, pairs.right_id
),

judged as (
    select
        least(l.form_id, r.form_id) as left_id,
        greatest(l.form_id, r.form_id) as right_id,
        verdicts.judgement
    from {{ ref('int_same_person_judged') }} as verdicts
    inner join {{ ref('int_person_mentions_keyed') }} as l
        on verdicts.left_id = l.attendee_mention_id
    inner join {{ ref('int_person_mentions_keyed') }} as r
        on verdicts.right_id = r.attendee_mention_id
),

pairs as (
    select
        scored.*,
        tied.left_id is not null as is_tied,
        coalesce(tied.is_listed_twice, false) as is_listed_twice
    from {{ ref('int_person_pairs_scored') }} as scored
    left join tied on scored.left_id = tied.left_id and scored.right_id = tied.right_id
),

homeless as (
    -- A name without a country may take the country of its namesake, if all namesakes share one;
    -- where they do not, int_people_resolved looks at each event.
    select name_key
    from {{ ref('int_person_mentions_keyed') }}
    group by name_key
    having count(distinct country_code) = 1
),

edges as (
    select
        left_id,
        right_id,
        -- Two names of one country in one event may be spelt with more slips.
        case
            when is_tied and is_same_country and score >= {{ weight('person_alike') }}
                then greatest(score, {{ weight('person_threshold') }})
            else score
        end as score
    from pairs
    where
        (
            is_same_country
            or (is_tied and (is_other_country or same_key is null))
            or (not is_other_country and same_key in (select homeless.name_key from homeless))
        )
        -- Of which fuller name it is short, each event tells: see int_people_resolved.
        and coalesce(shorter_id, '') not in (
            select shared.form_id from {{ ref('int_person_forms_shared') }} as shared
        )
    union all
    select
        left_id,
        right_id,
        {{ weight('judged') }} as score
    from judged
    where judgement = 'positive'
),

conflicts as (
    select
        left_id,
        right_id
    from pairs
    -- One article that lists two names so alike means two people.
    where (is_other_country and not is_tied) or (is_slipped and is_listed_twice)
    union
    select
        left_id,
        right_id
    from judged
    where judgement = 'negative'
)

select
    left_id,
    right_id,
    max(edges.score) as score,
    bool_or(conflicts.left_id is not null) as is_apart
from edges
full join conflicts using (left_id, right_id)
group by left_id, right_id
