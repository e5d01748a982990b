with fuller as (
    select
        shorter_id,
        case when shorter_id = left_id then right_id else left_id end as fuller_id
    from {{ ref('int_person_pairs_scored') }}
    where shorter_id is not null and is_same_country and score >= {{ weight('person_threshold') }}
)

select distinct l.shorter_id as form_id
from fuller as l
inner join fuller as r on l.shorter_id = r.shorter_id and l.fuller_id < r.fuller_id
anti join {{ ref('int_person_pairs_scored') }} as pairs
    on
        l.fuller_id = pairs.left_id
        and r.fuller_id = pairs.right_id
        and pairs.score >= {{ weight('person_alike') }}
