with shared as (
    select
        candidates.left_id,
        candidates.right_id,
        len(l.shingles) as count_left,
        len(r.shingles) as count_right,
        len(list_intersect(l.shingles, r.shingles)) as count_shared,
        list_has_any(l.agencies, r.agencies) as has_same_agency
    from {{ ref('int_copy_candidates') }} as candidates
    inner join {{ ref('stg_articles') }} as l on candidates.left_id = l.article_id
    inner join {{ ref('stg_articles') }} as r on candidates.right_id = r.article_id
),

likened as (
    select
        left_id,
        right_id,
        has_same_agency,
        count_shared,
        count_shared / (count_left + count_right - count_shared) as jaccard,
        count_shared / count_left as share_of_left,
        count_shared / count_right as share_of_right,
        greatest(share_of_left, share_of_right) as share_of_shorter,
        count_left <= count_right as is_left_shorter
    from shared
    where
        count_shared
        >= greatest(
            {{ weight('copy_shared_least') }},
            {{ weight('copy_floor') }} * least(count_left, count_right)
        )
),

named as (
    select
        likened.*,
        case
            when is_left_shorter
                then len(list_intersect(l.names, r.words)) / nullif(len(l.names), 0)
            else len(list_intersect(r.names, l.words)) / nullif(len(r.names), 0)
        end as share_of_names
    from likened
    left join {{ ref('int_article_words') }} as l on likened.left_id = l.article_id
    left join {{ ref('int_article_words') }} as r on likened.right_id = r.article_id
),

judged as (
    select
        *,
        coalesce(share_of_names < {{ weight('copy_names') }}, false) as is_form_letter
    from named
)

select
    left_id,
    right_id,
    jaccard,
    share_of_left,
    share_of_right,
    share_of_names,
    has_same_agency,
    is_form_letter,
    not is_form_letter
    and share_of_shorter >= case
        when has_same_agency then {{ weight('copy_containment_same_agency') }}
        else {{ weight('copy_containment') }}
    end as is_copy
from judged
