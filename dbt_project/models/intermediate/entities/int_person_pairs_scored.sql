with pairs as (
    select
        blocked.left_id,
        blocked.right_id,
        l.sounds as l_sounds,
        r.sounds as r_sounds,
        array_to_string(l.sounds, '') as l_joined,
        array_to_string(r.sounds, '') as r_joined,
        coalesce(l.country_code <> r.country_code, false) as is_other_country,
        coalesce(l.country_code = r.country_code, false) as is_same_country,
        case
            when l.name_key = r.name_key and list_sort(l.sounds) = list_sort(r.sounds)
                then l.name_key
        end as same_key,
        len(l.sounds) <> len(r.sounds) and l.letters = r.letters as has_same_letters
    from {{ ref('int_person_pairs_blocked') }} as blocked
    inner join {{ ref('int_person_forms_worded') }} as l on blocked.left_id = l.form_id
    inner join {{ ref('int_person_forms_worded') }} as r on blocked.right_id = r.form_id
),

-- Words that both have are set aside; then those that differ by a slip of the pen; then initials.
unshared as (
    select
        *,
        list_filter(l_sounds, lambda w: not list_contains(r_sounds, w)) as l_rest,
        list_filter(r_sounds, lambda w: not list_contains(l_sounds, w)) as r_rest
    from pairs
),

slipped as (
    select
        *,
        list_transform(l_rest, lambda w: struct_pack(
            l := w, r := list_filter(r_rest, lambda v: {{ is_slip('w', 'v') }})[1]
        )) as meant
    from unshared
),

unlike as (
    select
        *,
        list_transform(list_filter(meant, lambda m: m.r is null), lambda m: m.l) as l_unlike,
        list_filter(r_rest, lambda v: not list_contains(list_transform(meant, lambda m: m.r), v))
            as r_unlike,
        coalesce(list_sum(list_transform(
            list_filter(meant, lambda m: m.r is not null), lambda m: {{ slip('m.l', 'm.r') }}
        )), 0) as slips
    from slipped
),

alone as (
    select
        *,
        {{ unmet('l_unlike', 'r_unlike') }} as l_alone,
        {{ unmet('r_unlike', 'l_unlike') }} as r_alone,
        len(l_sounds) - len(l_unlike) as count_words
    from unlike
),

-- A name may lack words of the other, but not each some of the other's.
judged as (
    select
        *,
        len(l_alone) + len(r_alone) > 0 or len(l_unlike) > len(l_alone) as is_part,
        case
            when same_key is not null then {{ weight('person_same_key') }}
            when has_same_letters and (count_words >= 1 or length(l_joined) >= 10)
                then {{ weight('person_same_letters') }}
            when len(l_sounds) <> len(r_sounds) and {{ is_slip('l_joined', 'r_joined') }}
                then {{ weight('person_same_letters') }} - {{ slip('l_joined', 'r_joined') }}
            when len(l_alone) > 0 and len(r_alone) > 0 then 0
            when count_words >= 2 then {{ weight('person_contained') }} - slips
            when
                count_words = 1
                and (len(l_unlike) > len(l_alone) or len(l_sounds) + len(r_sounds) = 2)
                then {{ weight('person_initials') }} - slips
            when count_words = 1 then {{ weight('person_one_word') }} - slips
            else 0
        end as score
    from alone
)

select
    left_id,
    right_id,
    round(score, 6) as score,
    same_key,
    is_same_country,
    is_other_country,
    slips > 0 as is_slipped,
    least(len(l_sounds), len(r_sounds)) = 1 and len(l_sounds) <> len(r_sounds)
    and not has_same_letters as is_one_word,
    case
        when same_key is not null or has_same_letters or not is_part then null
        when length(l_joined) <= length(r_joined) then left_id
        else right_id
    end as shorter_id
from judged
where score > 0
