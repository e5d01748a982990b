with paired as (
    select
        candidates.left_id,
        candidates.right_id,
        len(l.shingles) as count_left,
        len(r.shingles) as count_right,
        count_left <= count_right as is_left_shorter,
        case when is_left_shorter then r.article_id else l.article_id end as longer_id,
        case when is_left_shorter then l.shingles else r.shingles end as shorter_shingles,
        list_has_any(l.agencies, r.agencies) as has_same_agency,
        l.outlet = r.outlet as is_one_outlet,
        coalesce(l.outlet, '') = coalesce(r.outlet, '') as may_be_one_outlet
    from {{ ref('int_copy_candidates') }} as candidates
    inner join {{ ref('stg_articles') }} as l on candidates.left_id = l.article_id
    inner join {{ ref('stg_articles') }} as r on candidates.right_id = r.article_id
),

sought as (
    select
        left_id,
        right_id,
        longer_id,
        unnest(shorter_shingles) as shingle
    from paired
),

runs as (
    select
        article_id,
        unnest(shingles) as shingle
    from {{ ref('stg_articles') }}
    where article_id in (select longer_id from paired)
),

shared as (
    select
        sought.left_id,
        sought.right_id,
        count(*) as count_shared
    from sought
    inner join runs on sought.longer_id = runs.article_id and sought.shingle = runs.shingle
    group by all
),

likened as (
    select
        paired.* exclude (longer_id, shorter_shingles),
        shared.count_shared / (paired.count_left + paired.count_right - shared.count_shared)
            as jaccard,
        shared.count_shared / paired.count_left as share_of_left,
        shared.count_shared / paired.count_right as share_of_right,
        shared.count_shared / least(paired.count_left, paired.count_right) as share_of_shorter
    from paired
    inner join shared on paired.left_id = shared.left_id and paired.right_id = shared.right_id
    where
        shared.count_shared >= {{ weight('copy_shared_least') }}
        and share_of_shorter >= {{ weight('copy_floor') }}
),

named as (
    select
        likened.*,
        case
            when is_left_shorter
                then len(list_intersect(l.names, r.words)) / nullif(len(l.names), 0)
            else len(list_intersect(r.names, l.words)) / nullif(len(r.names), 0)
        end as share_of_names,
        not list_has_all(r.words, l.headline_names)
        and not list_has_all(l.words, r.headline_names) as has_other_headline
    from likened
    left join {{ ref('int_article_words') }} as l on likened.left_id = l.article_id
    left join {{ ref('int_article_words') }} as r on likened.right_id = r.article_id
),

judged as (
    select
        *,
        coalesce(has_other_headline, false)
        or coalesce(
            may_be_one_outlet
            and share_of_shorter < {{ weight('copy_containment_one_outlet') }}
            and share_of_names < {{ weight('copy_names') }},
            false
        ) as is_form_letter
    from named
)

select
    left_id,
    right_id,
    jaccard,
    share_of_left,
    share_of_right,
    share_of_names,
    has_other_headline,
    has_same_agency,
    is_form_letter,
    not is_form_letter
    and (
        jaccard >= {{ weight('copy_jaccard') }}
        or share_of_shorter >= case
            when is_one_outlet then {{ weight('copy_containment_one_outlet') }}
            when has_same_agency then {{ weight('copy_containment_same_agency') }}
            else {{ weight('copy_containment') }}
        end
    ) as is_copy
from judged
