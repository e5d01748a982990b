with bounds as (
    select
        bounds.event_id,
        coalesce(cities.city, bounds.time_zone, 'the zone where the day begins first') as place,
        strftime(bounds.report_local_at, '%H:%M on %-d %B %Y') as local_words,
        strftime(
            timezone('UTC', bounds.report_at)
            + coalesce(
                try_cast(ltrim(bounds.report_offset, '+') || ':00' as interval), interval 0 hour
            ),
            '%H:%M OFFSET on %-d %B %Y'
        ) as stated_words,
        bounds.report_offset,
        strftime(bounds.post_day, '%-d %B %Y') as post_words,
        coalesce(reports.outlet, '"' || reports.headline || '"', reports.document_uri)
            as report_teller,
        coalesce(posts.outlet, '"' || posts.headline || '"', posts.document_uri) as post_teller
    from {{ ref('int_first_reports_bounded') }} as bounds
    left join {{ ref('stg_articles') }} as reports on bounds.report_article_id = reports.article_id
    left join {{ ref('stg_articles') }} as posts on bounds.post_article_id = posts.article_id
    left join {{ ref('events') }} as cities on bounds.event_id = cities.event_id
),

settled as (
    select
        settled.*,
        attributes.words as attribute_words,
        attendees.name as attendee_name,
        told.sayings,
        told.count_sayings,
        case settled.comparison
            when 'day' then strftime(try_cast(settled.value as date), '%-d %B %Y')
            else settled.value
        end as value_words
    from {{ ref('int_disagreements_told') }} as told
    inner join {{ ref('int_claim_values_settled') }} as settled
        on told.subject_id = settled.subject_id and told.attribute = settled.attribute
    inner join {{ ref('claim_attributes') }} as attributes
        on settled.attribute = attributes.surface
    left join {{ ref('attendees') }} as attendees
        on settled.attendance_id = attendees.attendance_id
)

select
    settled.event_id,
    settled.attendance_id,
    settled.attribute,
    settled.value as chosen_value,
    settled.rule,
    upper(left(settled.attribute_words, 1)) || substring(settled.attribute_words, 2)
    || coalesce(' of ' || settled.attendee_name, '') || ': ' || settled.sayings || '. '
    || case
        when settled.rule = 'judgement'
            then settled.judged_by || ' decided on ' || settled.judged_on || ' for '
                || settled.value_words || ': ' || settled.judged_reason || '.'
        when settled.rule = 'held_not_after_first_report_local'
            then bounds.report_teller || ' was published at '
                || replace(bounds.stated_words, 'OFFSET', bounds.report_offset) || ', which is '
                || bounds.local_words || ' in ' || bounds.place
                || ': a held event cannot begin after its first report, so '
                || settled.value_words || ' is taken.'
        when settled.rule = 'embedded_dated_post'
            then 'A post in ' || bounds.post_teller || ' is dated ' || bounds.post_words
                || ': a held event cannot begin after a post that tells of it, so '
                || settled.value_words || ' is taken.'
        when settled.rule = 'dateline_day_shift'
            then 'The reports were written in zones a day apart at that hour, so they agree: '
                || settled.value_words || ' is the day at the place.'
        when settled.rule = 'latest_status'
            then 'What was announced gives way to what was reported later, so '
                || settled.value_words || ' is taken.'
        when settled.status = 'disputed'
            then 'Neither side outweighs the other; ' || settled.value_words
                || ' is shown and the matter is open.'
        else settled.count_agreeing || ' of ' || settled.count_independent
            || ' independent reports bear out '
            || settled.value_words
            || ', which outweighs the rest.'
    end as explanation,
    settled.status <> 'disputed' as is_resolved,
    settled.count_sayings as count_values
from settled
left join bounds on settled.event_id = bounds.event_id
