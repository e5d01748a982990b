{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false) }}

-- One more row at each build. What judgements say is part of it, so that a value which changes by a
-- judgement can be told from one that changes by a report.
with judgements as (
    select concat_ws('|', 'same_event', left_id, right_id, judgement) as said
    from {{ ref('same_event') }}
    union all
    select concat_ws('|', 'same_person', left_id, right_id, judgement) as said
    from {{ ref('same_person') }}
    union all
    select concat_ws('|', 'claim', event_id, attendance_id, attribute, value) as said
    from {{ ref('claim_overrides') }}
    union all
    select concat_ws('|', 'withdrawn', document) as said
    from {{ ref('withdrawn') }}
)

select
    {% if is_incremental() -%}
        (select coalesce(max(logged.build_no), 0) + 1 from {{ this }} as logged)
    {%- else -%}
        1
    {%- endif %} as build_no,
    '{{ var("run_id") }}' as run_id,
    coalesce(
        try_cast(nullif('{{ var("built_at") }}', '') as timestamptz), current_timestamp
    ) as built_at,
    '{{ var("parser_version") }}' as parser_version,
    md5(coalesce((select string_agg(said, chr(31) order by said) from judgements), ''))
        as judgements_key
