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

-- A bare surname, or a name that two people share a part of, with each fuller name.
fuller as (
    select
        pairs.shorter_id as form_id,
        case when pairs.shorter_id = pairs.left_id then pairs.right_id else pairs.left_id end
            as fuller_id
    from {{ ref('int_person_pairs_scored') }} as pairs
    left join {{ ref('int_person_forms_shared') }} as shared on pairs.shorter_id = shared.form_id
    where pairs.is_one_word or shared.form_id is not null
),

beside as (
    select
        short.attendee_mention_id,
        short.country_code as short_country,
        full_name.cluster_id,
        full_name.country_code
    from keyed as short
    inner join fuller on short.form_id = fuller.form_id
    inner join keyed as full_name
        on fuller.fuller_id = full_name.form_id and short.event_id = full_name.event_id
    union all
    select
        short.attendee_mention_id,
        short.country_code as short_country,
        full_name.cluster_id,
        full_name.country_code
    from keyed as short
    inner join fuller on short.form_id = fuller.form_id
    inner join keyed as full_name
        on fuller.fuller_id = full_name.form_id and short.article_id = full_name.article_id
),

-- It is the one fuller name that stands beside it in the same event or article.
attached as (
    select
        attendee_mention_id,
        min(cluster_id) as cluster_id
    from beside
    where coalesce(short_country = country_code, true)
    group by attendee_mention_id
    having count(distinct cluster_id) = 1
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
),

-- An official whom a report does not name is the one whom another names in that office.
unnamed as (
    select
        officials.attendee_mention_id,
        min(named.cluster_id) as cluster_id
    from keyed as officials
    inner join keyed as named
        on
            officials.event_id = named.event_id
            and officials.article_id <> named.article_id
            and officials.country_code = named.country_code
            and officials.is_absent = named.is_absent
            and {{ fold('officials.role') }} = {{ fold('named.role') }}
    anti join judged on officials.attendee_mention_id = judged.attendee_mention_id
    where officials.name_key is null and named.name_key is not null
    group by officials.attendee_mention_id
    having count(distinct named.cluster_id) = 1
)

select
    keyed.attendee_mention_id,
    keyed.form_id,
    {{ hash_id('per', [
        'coalesce(unnamed.cluster_id, joined.cluster_id, attached.cluster_id, keyed.cluster_id)',
    ]) }} as person_id
from keyed
left join joined on keyed.attendee_mention_id = joined.attendee_mention_id
left join attached on keyed.attendee_mention_id = attached.attendee_mention_id
left join unnamed on keyed.attendee_mention_id = unnamed.attendee_mention_id
