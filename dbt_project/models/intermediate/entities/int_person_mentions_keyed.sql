with judged as (
    select left_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
    union
    select right_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
)

select
    attendees.attendee_mention_id,
    attendees.event_mention_id,
    attendees.article_id,
    attendees.name,
    attendees.name_key,
    attendees.country_code,
    {{ hash_id('frm', [
        'attendees.name_key',
        'attendees.country_code',
        'case when judged.attendee_mention_id is not null or attendees.name_key is null
            then attendees.attendee_mention_id end',
    ]) }} as form_id,
    string_split(attendees.name_key, ' ') as words
from {{ ref('stg_attendee_mentions') }} as attendees
semi join {{ ref('int_articles_current') }} as articles
    on attendees.article_id = articles.article_id
left join judged on attendees.attendee_mention_id = judged.attendee_mention_id
where attendees.kind = 'person'
