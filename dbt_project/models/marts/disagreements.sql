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
        grounded.ground,
        grounded.count_contrary,
        coalesce(offices.outlet, '"' || offices.headline || '"', offices.document_uri)
            as official_teller,
        case settled.comparison
            when 'day' then strftime(try_cast(settled.value as date), '%-d %B %Y')
            else replace(settled.value, '_', ' ')
        end as value_words
    from {{ ref('int_disagreements_told') }} as told
    inner join {{ ref('int_claim_values_settled') }} as settled
        on told.subject_id = settled.subject_id and told.attribute = settled.attribute
    inner join {{ ref('int_disagreements_grounded') }} as grounded
        on told.subject_id = grounded.subject_id and told.attribute = grounded.attribute
    inner join {{ ref('claim_attributes') }} as attributes
        on settled.attribute = attributes.surface
    left join {{ ref('stg_articles') }} as offices
        on grounded.official_article_id = offices.article_id
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
    || {{ filled('explanations.words', {
        'judged_by': 'settled.judged_by',
        'judged_on': 'settled.judged_on',
        'judged_reason': 'settled.judged_reason',
        'report_teller': 'bounds.report_teller',
        'report_stated': "replace(bounds.stated_words, 'OFFSET', bounds.report_offset)",
        'report_local': 'bounds.local_words',
        'official_teller': 'settled.official_teller',
        'post_teller': 'bounds.post_teller',
        'post_day': 'bounds.post_words',
        'place': 'bounds.place',
        'agreeing': 'settled.count_agreeing',
        'independent': 'settled.count_independent',
        'contrary': 'settled.count_contrary',
        'support': 'round(settled.support, 2)',
        'rival': 'round(settled.rival_support, 2)',
        'value': 'settled.value_words',
    }) }} as explanation,
    settled.status <> 'disputed' as is_resolved,
    settled.count_sayings as count_values
from settled
inner join {{ ref('explanations') }} as explanations on settled.ground = explanations.surface
left join bounds on settled.event_id = bounds.event_id
