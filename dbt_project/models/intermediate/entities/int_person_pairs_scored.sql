with forms as (
    select distinct
        form_id,
        name_key,
        country_code,
        words
    from {{ ref('int_person_mentions_keyed') }}
    where name_key is not null
),

blocks as (
    select distinct
        form_id,
        left(unnest(words), 3) as block
    from forms
),

candidates as (
    select distinct
        l.form_id as left_id,
        r.form_id as right_id
    from blocks as l
    inner join blocks as r on l.block = r.block and l.form_id < r.form_id
    where len(l.block) = 3
),

pairs as (
    select
        candidates.*,
        {{ weight('person_word_similarity') }} as word_similarity,
        case when l.name_key = r.name_key then l.name_key end as same_key,
        coalesce(l.country_code <> r.country_code, false) as is_other_country,
        coalesce(l.country_code = r.country_code, false) as is_same_country,
        case
            when (len(l.words), l.name_key) <= (len(r.words), r.name_key) then l.words else r.words
        end
            as short,
        case
            when (len(l.words), l.name_key) <= (len(r.words), r.name_key) then r.words else l.words
        end
            as long,
        list_sort(string_split(replace(l.name_key, ' ', ''), ''))
        = list_sort(string_split(replace(r.name_key, ' ', ''), '')) as has_same_letters
    from candidates
    inner join forms as l on candidates.left_id = l.form_id
    inner join forms as r on candidates.right_id = r.form_id
),

matched as (
    select
        *,
        len(list_filter(short, lambda w: len(w) >= 3 and len(list_filter(
            long, lambda v:
            v = w or (
                len(w) >= 4
                and len(v) >= 4
                and left(v, 1) = left(w, 1)
                and jaro_winkler_similarity(v, w) >= word_similarity
            )
        )) > 0)) as count_words,
        len(list_filter(short, lambda w: len(w) <= 2 and (
            list_contains(long, w)
            or len(list_filter(string_split(w, ''), lambda c: len(list_filter(
                long, lambda v:
                left(v, 1) = c
            )) = 0)) = 0
        ))) as count_initials
    from pairs
),

scored as (
    select
        *,
        case
            when same_key is not null then {{ weight('person_same_key') }}
            when has_same_letters and count_words >= 1 then {{ weight('person_same_letters') }}
            when count_words + count_initials < len(short) then 0
            when count_words >= 2 then {{ weight('person_contained') }}
            when count_words = 1 and count_initials >= 1 then {{ weight('person_initials') }}
            when count_words = 1 then {{ weight('person_one_word') }}
            else 0
        end as score
    from matched
)

select
    left_id,
    right_id,
    score,
    same_key,
    is_same_country,
    is_other_country,
    len(short) = 1 and same_key is null as is_one_word
from scored
where score > 0
