{{ config(materialized='incremental', incremental_strategy='append', full_refresh=false) }}

with builds as (
    select * from {{ ref('int_builds_logged') }}
    qualify row_number() over (order by build_no desc) = 1
),

memory as (
    {% if is_incremental() -%}
        select
            build_no,
            object_type,
            object_id,
            event_id,
            party_id,
            attribute,
            value,
            words,
            op
        from {{ this }}
    {%- else -%}
        select
            null::bigint as build_no,
            null::varchar as object_type,
            null::varchar as object_id,
            null::varchar as event_id,
            null::varchar as party_id,
            null::varchar as attribute,
            null::varchar as value,
            null::varchar as words,
            null::varchar as op
        where false
    {%- endif %}
),

-- What was new since the last build that came this far; one that broke off is made up for.
last_build as (
    select
        coalesce(max(logged.build_no), 0) as build_no,
        max(logged.parser_version) as parser_version,
        max(logged.judgements_key) as judgements_key
    from {{ ref('int_builds_logged') }} as logged
    where logged.build_no = (select max(memory.build_no) from memory)
),

before as (
    select * from memory
    where object_type <> 'build'
    qualify
        row_number() over (partition by object_type, object_id, attribute order by build_no desc)
        = 1
),

known as (
    select * from before
    where op <> 'retracted' and op <> 'merged' and value is not null
),

-- The articles of an event that came since, and whether one is a later version of its page.
arrivals as (
    select
        article_id,
        min(build_no) as build_no
    from {{ ref('int_event_ids_remembered') }}
    group by article_id
),

news as (
    select
        named.event_id,
        min(arrivals.article_id) as article_id,
        bool_or(versions.version_no > 1) as is_corrected
    from {{ ref('int_events_named') }} as named
    inner join {{ ref('int_event_mentions_placed') }} as placed
        on named.event_mention_id = placed.event_mention_id
    inner join arrivals on placed.article_id = arrivals.article_id
    inner join {{ ref('int_articles_versioned') }} as versions
        on placed.article_id = versions.article_id
    cross join last_build
    where arrivals.build_no > last_build.build_no
    group by named.event_id
),

moves as (
    select
        moved.previous_id,
        moved.given_id,
        count(*) as count_members
    from {{ ref('int_event_ids_remembered') }} as moved
    cross join last_build
    where moved.build_no > last_build.build_no and moved.previous_id is not null
    group by all
),

heirs as (
    select
        moves.previous_id as event_id,
        moves.given_id as heir_id
    from moves
    anti join {{ ref('events') }} as events on moves.previous_id = events.event_id
    qualify
        row_number() over (
            partition by moves.previous_id order by moves.count_members desc, moves.given_id
        ) = 1
),

parents as (
    select
        moves.given_id as event_id,
        moves.previous_id as parent_id
    from moves
    semi join {{ ref('events') }} as events on moves.previous_id = events.event_id
    anti join known on moves.given_id = known.object_id
    qualify
        row_number() over (
            partition by moves.given_id order by moves.count_members desc, moves.previous_id
        ) = 1
),

-- Pages of an event that are told anew or were taken back.
corrected as (
    select distinct remembered.given_id as event_id
    from {{ ref('int_event_ids_remembered') }} as remembered
    inner join {{ ref('int_articles_versioned') }} as versions
        on remembered.article_id = versions.article_id
    inner join arrivals on versions.next_article_id = arrivals.article_id
    cross join last_build
    where arrivals.build_no > last_build.build_no
),

withdrawn as (
    select distinct remembered.given_id as event_id
    from {{ ref('int_event_ids_remembered') }} as remembered
    semi join {{ ref('int_articles_withdrawn') }} as articles
        on remembered.article_id = articles.article_id
),

compared as (
    select
        coalesce(facts.object_type, known.object_type) as object_type,
        coalesce(facts.object_id, known.object_id) as object_id,
        coalesce(facts.event_id, known.event_id) as event_id,
        coalesce(facts.party_id, known.party_id) as party_id,
        coalesce(facts.attribute, known.attribute) as attribute,
        coalesce(facts.words, known.words) as words,
        facts.value,
        known.value as old_value,
        facts.article_id,
        coalesce(facts.rule = 'judgement', false) as is_judged
    from {{ ref('int_facts_stated') }} as facts
    full join known
        on
            facts.object_type = known.object_type
            and facts.object_id = known.object_id
            and facts.attribute = known.attribute
    where facts.value is distinct from known.value
),

turned as (
    select
        object_id,
        bool_or(old_value is null) as is_added,
        bool_or(value is null) as is_gone
    from compared
    where attribute = ''
    group by object_id
),

judged as (
    select
        compared.*,
        heirs.heir_id,
        parents.parent_id,
        coalesce(turned.is_added, false) as is_added,
        coalesce(turned.is_gone, false) as is_gone,
        news.article_id as news_id,
        case
            when compared.is_judged then 'judgement'
            when
                withdrawn.event_id is not null
                and last_build.judgements_key <> builds.judgements_key
                then 'document_withdrawn'
            when corrected.event_id is not null or coalesce(news.is_corrected, false)
                then 'article_corrected'
            when news.event_id is not null then 'new_article'
            when last_build.parser_version <> builds.parser_version then 'parser_upgrade'
            when last_build.judgements_key <> builds.judgements_key then 'judgement'
            else 'resolver'
        end as reason
    from compared
    cross join builds
    cross join last_build
    left join turned on compared.object_id = turned.object_id
    left join heirs on compared.event_id = heirs.event_id
    left join parents on compared.object_id = parents.event_id
    left join withdrawn on compared.event_id = withdrawn.event_id
    left join corrected on compared.event_id = corrected.event_id
    left join news on coalesce(heirs.heir_id, compared.event_id) = news.event_id
)

select
    builds.build_no,
    builds.built_at as changed_at,
    builds.run_id,
    judged.object_type,
    judged.object_id,
    judged.event_id,
    judged.party_id,
    judged.heir_id,
    judged.parent_id,
    judged.attribute,
    judged.value,
    judged.old_value,
    judged.words,
    case
        when judged.is_gone and judged.heir_id is not null then 'merged'
        when judged.is_gone then 'retracted'
        when judged.is_added and judged.parent_id is not null then 'split'
        when judged.is_added then 'added'
        else 'changed'
    end as op,
    judged.reason,
    coalesce(judged.article_id, judged.news_id) as article_id,
    -- What came or went as a whole is told once, not for each of its values.
    judged.attribute = '' or not (judged.is_added or judged.is_gone) as is_told
from judged
cross join builds
union all
-- That a build came this far, though nothing changed.
select
    builds.build_no,
    builds.built_at as changed_at,
    builds.run_id,
    'build' as object_type,
    builds.build_no::varchar as object_id,
    null as event_id,
    null as party_id,
    null as heir_id,
    null as parent_id,
    '' as attribute,
    null as value,
    null as old_value,
    null as words,
    'added' as op,
    null as reason,
    null as article_id,
    false as is_told
from builds
