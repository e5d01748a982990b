with mentions as (
    select
        event_mention_id,
        family,
        city_key,
        copied_text_id
    from {{ ref('int_event_mentions_placed') }}
    where from_day is not null
),

met as (
    select distinct
        event_mention_id,
        form_id
    from {{ ref('int_person_mentions_keyed') }}
    where name_key is not null
),

-- A mention is found under the names that it has, and looks under those that are like them too.
named as (
    select
        event_mention_id,
        form_id as key_id,
        true as is_own
    from met
    union all
    select
        met.event_mention_id,
        pairs.right_id as key_id,
        false as is_own
    from met
    inner join {{ ref('int_person_pairs_scored') }} as pairs on met.form_id = pairs.left_id
    union all
    select
        met.event_mention_id,
        pairs.left_id as key_id,
        false as is_own
    from met
    inner join {{ ref('int_person_pairs_scored') }} as pairs on met.form_id = pairs.right_id
),

parties as (
    select distinct
        mentions.event_mention_id,
        mentions.family,
        attendees.party
    from mentions
    inner join {{ ref('int_event_parties_listed') }} as attendees
        on mentions.event_mention_id = attendees.event_mention_id
    where mentions.family is not null
),

frequencies as (
    select
        party,
        count(*) as count_mentions
    from parties
    group by party
),

-- Of a long list those parties count that meet most: a short report of the gathering names those.
chosen_parties as (
    select parties.*
    from parties
    inner join frequencies on parties.party = frequencies.party
    qualify
        row_number() over (
            partition by parties.event_mention_id
            order by frequencies.count_mentions desc, parties.party
        ) <= {{ weight('block_parties') }}
)

select
    event_mention_id,
    key_id,
    bool_or(is_own) as is_own,
    true as may_be_second
from named
group by event_mention_id, key_id
union all
select
    event_mention_id,
    concat_ws(' in ', family, city_key) as key_id,
    true as is_own,
    true as may_be_second
from mentions
where family is not null and city_key is not null
union all
select
    l.event_mention_id,
    concat_ws(' of ', l.family, concat_ws(' and ', l.party, r.party)) as key_id,
    true as is_own,
    false as may_be_second
from chosen_parties as l
inner join chosen_parties as r
    on l.event_mention_id = r.event_mention_id and l.party < r.party
union all
select
    event_mention_id,
    concat_ws(' in ', family, copied_text_id) as key_id,
    true as is_own,
    false as may_be_second
from mentions
where family is not null and copied_text_id is not null
