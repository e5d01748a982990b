with days as (
    select
        claims.claim_id,
        claims.event_id,
        claims.value::date as start_day,
        copied.copy_group_id,
        -- "on Tuesday" is the writer's Tuesday; "13 January" is taken as the place's own.
        not regexp_matches(claims.value_text, '[0-9]') as is_relative,
        -- The days on which the report appeared, where it was written and where the event was; only
        -- an hour with its zone tells them.
        case
            when articles.published_precision = 'minute' and articles.published_offset is not null
                then articles.published_at
        end as written_at,
        coalesce(articles.dateline_time_zone, articles.outlet_time_zone) as writer_zone,
        bounds.time_zone as event_zone,
        coalesce(
            timezone(writer_zone, written_at)::date - timezone(event_zone, written_at)::date, 0
        )::integer as days_ahead
    from {{ ref('int_event_claims_unioned') }} as claims
    inner join {{ ref('int_first_reports_bounded') }} as bounds on claims.event_id = bounds.event_id
    inner join {{ ref('stg_articles') }} as articles on claims.article_id = articles.article_id
    inner join {{ ref('int_articles_copied') }} as copied on claims.article_id = copied.article_id
    where claims.attribute = 'start_date' and claims.date_precision = 'day'
),

shiftable as (
    select
        *,
        case when is_relative then start_day - days_ahead else start_day end as place_day
    from days
)

select
    l.claim_id,
    l.start_day,
    l.place_day,
    l.writer_zone,
    l.event_zone
from shiftable as l
where
    l.place_day <> l.start_day
    and exists (
        select 1
        from shiftable as r
        where
            r.event_id = l.event_id
            and r.copy_group_id <> l.copy_group_id
            and r.start_day = l.place_day
            and r.place_day = r.start_day
    )
