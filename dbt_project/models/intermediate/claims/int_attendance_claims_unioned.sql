with mentions as (
    select
        attendee_mention_id,
        event_mention_id,
        article_id,
        name,
        role,
        affiliation,
        country_code,
        participation,
        stands_in_for,
        span_start,
        span_end,
        surface
    from {{ ref('stg_attendee_mentions') }}
),

readings as (
    unpivot mentions
    on name, role, affiliation, country_code, participation, stands_in_for
    into name attribute value value
),

evidence as (
    select
        attendee_mention_id,
        event_mention_id,
        article_id,
        attribute,
        value,
        span_start,
        span_end,
        surface
    from {{ ref('stg_evidence') }}
    where
        attendee_mention_id is not null
        and attribute in (
            select attributes.surface from {{ ref('claim_attributes') }} as attributes
            where attributes.about in ('attendance', 'both')
        )
    qualify
        row_number() over (
            partition by attendee_mention_id, attribute, value order by span_start, span_end
        ) = 1
),

names as (
    select
        country_code,
        min(name) as name
    from {{ ref('countries') }}
    group by country_code
),

-- A country is one value, whether written as a name, an abbreviation or an adjective.
spellings as (
    select
        {{ fold('surface') }} as folded,
        min(country_code) as country_code
    from (
        select
            surface,
            country_code
        from {{ ref('countries') }}
        union all
        select
            surface,
            country_code
        from {{ ref('demonyms') }}
    )
    group by folded
    having min(country_code) = max(country_code)
),

stated as (
    select
        coalesce(readings.attendee_mention_id, evidence.attendee_mention_id) as attendee_mention_id,
        coalesce(readings.event_mention_id, evidence.event_mention_id) as event_mention_id,
        coalesce(readings.article_id, evidence.article_id) as article_id,
        coalesce(readings.attribute, evidence.attribute) as attribute,
        coalesce(readings.value, evidence.value) as value,
        readings.attendee_mention_id is not null as is_reading,
        coalesce(evidence.span_start, readings.span_start) as span_start,
        coalesce(evidence.span_end, readings.span_end) as span_end,
        coalesce(evidence.surface, readings.surface) as surface
    from readings
    full join evidence
        on
            readings.attendee_mention_id = evidence.attendee_mention_id
            and readings.attribute = evidence.attribute
            and readings.value = evidence.value
)

select
    {{ hash_id('clm', ['stated.attendee_mention_id', 'stated.attribute', 'stated.value']) }}
        as claim_id,
    attendances.event_id,
    attendances.attendance_id,
    attendances.is_folded,
    stated.* exclude (value),
    coalesce(names.name, stated.value) as value,
    stated.surface as value_text
from stated
inner join {{ ref('int_attendances_resolved') }} as attendances
    on stated.attendee_mention_id = attendances.attendee_mention_id
-- Only an affiliation is folded, since folding is dear.
left join spellings
    on case when stated.attribute = 'affiliation' then {{ fold('stated.value') }} end
        = spellings.folded
left join names on spellings.country_code = names.country_code
where not attendances.is_folded or stated.attribute in ('country_code', 'participation')
