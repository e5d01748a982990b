with judged as (
    select left_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
    union
    select right_id as attendee_mention_id from {{ ref('int_same_person_judged') }}
),

child_words as (
    select list(surface) as surfaces
    from {{ ref('name_words') }}
    where kind = 'child'
),

-- The key has the words of a name in no order, but who is whose child stands in their order.
parted as (
    select
        attendees.*,
        string_split(attendees.name_key, ' ') as words,
        string_split(lower(attendees.name), ' ') as written,
        child_words.surfaces as child_words
    from {{ ref('stg_attendee_mentions') }} as attendees
    semi join {{ ref('int_articles_current') }} as articles
        on attendees.article_id = articles.article_id
    cross join child_words
    where attendees.kind = 'person'
)

select
    parted.attendee_mention_id,
    parted.event_mention_id,
    parted.article_id,
    parted.name,
    parted.name_key,
    parted.role,
    parted.country_code,
    parted.participation = 'absent' as is_absent,
    {{ hash_id('frm', [
        "concat_ws(' ', parted.name_key, nullif(array_to_string(list_sort(list_filter(
            parted.written, lambda w, i: i > 1
            and list_contains(parted.child_words, parted.written[i - 1])
        )), ' '), ''))",
        'parted.country_code',
        'case when judged.attendee_mention_id is not null or parted.name_key is null
            then parted.attendee_mention_id end',
    ]) }} as form_id,
    parted.words
from parted
left join judged on parted.attendee_mention_id = judged.attendee_mention_id
