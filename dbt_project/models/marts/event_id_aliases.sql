with recursive living as (
    select event_id as id from {{ ref('events') }}
),

-- An id that was given again names its own event.
steps as (
    select
        logged.object_id as old_id,
        logged.heir_id,
        logged.changed_at,
        logged.reason
    from {{ ref('int_facts_logged') }} as logged
    anti join living on logged.object_id = living.id
    where logged.object_type = 'event' and logged.attribute = '' and logged.op = 'merged'
    qualify row_number() over (partition by logged.object_id order by logged.build_no desc) = 1
),

{{ heirs('steps', 'living') }}

select
    steps.old_id as old_event_id,
    heirs.heir_id as event_id,
    steps.changed_at as merged_at,
    steps.reason
from steps
inner join heirs on steps.old_id = heirs.old_id
inner join living on heirs.heir_id = living.id
