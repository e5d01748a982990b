with keyed as (
    select
        mentions.*,
        clustered.cluster_id,
        events.event_id
    from {{ ref('int_person_mentions_keyed') }} as mentions
    inner join {{ ref('int_person_forms_clustered') }} as clustered
        on mentions.form_id = clustered.form_id
    inner join {{ ref('int_events_clustered') }} as events
        on mentions.event_mention_id = events.event_mention_id
),

one_word as (
    select
        left_id as form_id,
        right_id as other_id
    from {{ ref('int_person_pairs_scored') }}
    where is_one_word
    union all
    select
        right_id as form_id,
        left_id as other_id
    from {{ ref('int_person_pairs_scored') }}
    where is_one_word
),

-- A bare surname is the one full name that stands beside it in the same event or article.
attached as (
    select
        short.attendee_mention_id,
        min(full_name.cluster_id) as cluster_id
    from keyed as short
    inner join one_word on short.form_id = one_word.form_id
    inner join keyed as full_name
        on
            one_word.other_id = full_name.form_id
            and (short.event_id = full_name.event_id or short.article_id = full_name.article_id)
            and coalesce(short.country_code = full_name.country_code, true)
    where len(short.words) = 1 and len(full_name.words) > 1
    group by short.attendee_mention_id
    having count(distinct full_name.cluster_id) = 1
),

judged as (
    select left_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
    union
    select right_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
),

-- A full name without a country is its namesake of the same event.
joined as (
    select
        homeless.attendee_mention_id,
        min(namesakes.cluster_id) as cluster_id
    from keyed as homeless
    inner join keyed as namesakes
        on
            homeless.name_key = namesakes.name_key
            and homeless.event_id = namesakes.event_id
    anti join judged on homeless.attendee_mention_id = judged.attendee_mention_id
    where
        homeless.country_code is null
        and namesakes.country_code is not null
        and len(homeless.words) > 1
    group by homeless.attendee_mention_id
    having count(distinct namesakes.cluster_id) = 1
)

select
    keyed.attendee_mention_id,
    keyed.form_id,
    {{ hash_id('per', ['coalesce(joined.cluster_id, attached.cluster_id, keyed.cluster_id)']) }}
        as person_id
from keyed
left join joined on keyed.attendee_mention_id = joined.attendee_mention_id
left join attached on keyed.attendee_mention_id = attached.attendee_mention_id
