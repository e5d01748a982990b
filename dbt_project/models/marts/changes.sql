select
    changed_at,
    run_id,
    object_type,
    object_id,
    event_id,
    op,
    nullif(attribute, '') as attribute,
    case
        when op = 'split' then parent_id
        when op = 'merged' and object_type = 'event' then object_id
        when attribute = '' and op in ('retracted', 'merged') then words
        else old_value
    end as old_value,
    case
        when op = 'merged' and object_type = 'event' then heir_id
        when op = 'split' then object_id
        when attribute = '' and op in ('retracted', 'merged') then null
        when attribute = '' then words
        else value
    end as new_value,
    reason,
    article_id,
    words as about
from {{ ref('int_facts_logged') }}
where is_told
