{#- The period of a key whose bearers meet whenever they were. -#}
{%- set anytime = -99999 -%}
with windows as (
    select
        event_mention_id,
        from_day - {{ weight('block_days') }}::integer as from_day,
        least(
            greatest(from_day, to_day), from_day + {{ weight('block_longest') }}::integer
        ) as to_day
    from {{ ref('int_event_mentions_placed') }}
    where from_day is not null
    union all
    select
        event_mention_id,
        previous_start_date - {{ weight('block_days') }}::integer as from_day,
        previous_start_date as to_day
    from {{ ref('int_event_mentions_placed') }}
    where from_day is not null and previous_start_date is not null
),

numbered as (
    select
        event_mention_id,
        (from_day - date '1970-01-05') // {{ weight('block_period') }}::integer as first_period,
        (to_day - date '1970-01-05') // {{ weight('block_period') }}::integer as last_period
    from windows
),

periods as (
    select distinct
        event_mention_id,
        first_period,
        unnest(range(first_period, last_period + 1)) as period
    from numbered
),

-- Where nothing tells the day of a mention, it meets all that bear its key, whenever they were.
dateless as (
    select distinct keys.key_id
    from {{ ref('int_event_keys_listed') }} as keys
    inner join {{ ref('int_event_mentions_placed') }} as mentions
        on keys.event_mention_id = mentions.event_mention_id
    where mentions.from_day is null
),

filled as (
    select
        keys.*,
        periods.first_period,
        periods.period
    from {{ ref('int_event_keys_listed') }} as keys
    inner join periods on keys.event_mention_id = periods.event_mention_id
    union all
    select
        keys.*,
        {{ anytime }} as first_period,
        {{ anytime }} as period
    from {{ ref('int_event_keys_listed') }} as keys
    inner join dateless on keys.key_id = dateless.key_id
),

over_full as (
    select
        key_id,
        period
    from filled
    group by key_id, period
    having count(distinct event_mention_id) > {{ weight('block_mentions') }}
),

marked as (
    select
        filled.*,
        over_full.key_id is not null as is_over_full
    from filled
    left join over_full
        on
            filled.key_id = over_full.key_id
            and filled.period = over_full.period
),

doubled as (
    select distinct
        l.event_mention_id,
        concat_ws(
            ' with ', least(l.key_id, r.key_id), greatest(l.key_id, r.key_id)
        ) as key_id,
        l.is_own and r.is_own as is_own,
        l.first_period,
        l.period
    from marked as l
    inner join {{ ref('int_event_keys_listed') }} as r
        on l.event_mention_id = r.event_mention_id and l.key_id <> r.key_id
    where l.is_over_full and r.may_be_second
),

kept as (
    select
        event_mention_id,
        key_id,
        is_own,
        first_period,
        period
    from marked
    where not is_over_full
    union all
    (
        select doubled.*
        from doubled
        qualify
            count(*) over (partition by doubled.key_id, doubled.period)
            <= {{ weight('block_mentions') }}
    )
)

select
    kept.*,
    mentions.article_id
from kept
inner join {{ ref('int_event_mentions_placed') }} as mentions
    on kept.event_mention_id = mentions.event_mention_id
