with names as (
    select
        member_id,
        given_id
    from {{ ref('int_person_ids_remembered') }}
    qualify row_number() over (partition by member_id order by build_no desc) = 1
)

select
    resolved.attendee_mention_id,
    resolved.form_id,
    names.given_id as person_id
from {{ ref('int_people_resolved') }} as resolved
inner join names on resolved.attendee_mention_id = names.member_id
