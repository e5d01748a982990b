with contested as (
    select settled.*
    from {{ ref('int_claim_values_settled') }} as settled
    where
        settled.comparison <> 'wording'
        and settled.count_articles > 1
        and (settled.count_rivals > 0 or settled.rule = 'dateline_day_shift')
),

said as (
    select
        contested.subject_id,
        contested.attribute,
        claims.value,
        claims.is_chosen,
        claims.article_id,
        articles.published_at,
        claims.weight,
        coalesce(articles.outlet, '"' || articles.headline || '"', articles.document_uri) as teller,
        case
            when contested.comparison <> 'day' then replace(claims.value, '_', ' ')
            when claims.date_precision = 'year' then strftime(claims.value::date, '%Y')
            when claims.date_precision = 'month' then strftime(claims.value::date, '%B %Y')
            else strftime(claims.value::date, '%A %-d %B %Y')
        end as value_in_words,
        case when length(claims.value_text) > 60
                then left(claims.value_text, 57) || '...'
            else claims.value_text
        end as quoted
    from contested
    inner join {{ ref('int_claims_weighed') }} as claims
        on
            contested.subject_id = coalesce(claims.attendance_id, claims.event_id)
            and contested.attribute = claims.attribute
    inner join {{ ref('stg_articles') }} as articles on claims.article_id = articles.article_id
),

tellers as (
    select distinct
        subject_id,
        attribute,
        value_in_words,
        teller
    from said
),

told as (
    select
        subject_id,
        attribute,
        value_in_words,
        list(teller order by teller) as tellers
    from tellers
    group by all
),

sayings as (
    select
        said.subject_id,
        said.attribute,
        said.value_in_words,
        bool_or(said.is_chosen) as is_chosen,
        min(said.published_at) as first_at,
        list(
            said.quoted order by said.weight desc, said.published_at, said.article_id, said.quoted
        )[1]
            as quoted
    from said
    group by all
)

select
    sayings.subject_id,
    sayings.attribute,
    count(*) as count_sayings,
    string_agg(
        array_to_string(told.tellers[:3], ', ')
        || case
            when len(told.tellers) > 3 then ' and ' || (len(told.tellers) - 3) || ' more' else ''
        end
        || case when len(told.tellers) > 1 then ' say ' else ' says ' end
        || sayings.value_in_words || ' (''' || sayings.quoted || ''')',
        '; '
        order by sayings.is_chosen, sayings.first_at nulls first, sayings.value_in_words
    ) as sayings
from sayings
inner join told
    on
        sayings.subject_id = told.subject_id
        and sayings.attribute = told.attribute
        and sayings.value_in_words = told.value_in_words
group by all
