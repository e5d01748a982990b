with forms as (
    select
        form_id,
        letters,
        sounds,
        coalesce(country_code, '') as country
    from {{ ref('int_person_forms_worded') }}
),

words as (
    select
        form_id,
        country,
        ltrim(unnest(sounds), '~') as sound
    from forms
),

word_pairs as (
    select
        l.form_id,
        l.country,
        l.sound,
        r.sound as other
    from words as l
    inner join words as r on l.form_id = r.form_id and l.sound <> r.sound
),

-- What two names of one country must share: a word and the beginning, the end or the initial of
-- another, or the beginnings of two words, or the beginning of the whole. What too many share tells
-- nothing.
keys as (
    select
        form_id,
        country,
        sound || ' ' || unnest([left(other, 2) || '-', '-' || right(other, 2)]) as block
    from word_pairs
    where length(sound) > 1 and length(other) > 2
    union
    select
        form_id,
        country,
        left(sound, 3) || '+' || left(other, 3) as block
    from word_pairs
    where sound < other
    union
    select
        form_id,
        country,
        left(array_to_string(sounds, ''), 5) as block
    from forms
),

-- A word and an initial, with the same word beside one that begins so.
initials as (
    select
        form_id,
        country,
        sound || ' ' || left(other, 1) as block,
        length(other) <= 2 as is_short
    from word_pairs
    where length(sound) > 2
),

rare_keys as (
    select *
    from keys
    qualify count(*) over (partition by block, country) <= {{ weight('person_block_forms') }}
),

-- Names that are written alike are compared across countries too.
found as (
    select
        l.form_id as one_id,
        r.form_id as other_id
    from rare_keys as l
    inner join rare_keys as r
        on l.block = r.block and l.country = r.country and l.form_id < r.form_id
    union
    select
        l.form_id as one_id,
        r.form_id as other_id
    from initials as l
    inner join initials as r
        on l.block = r.block and l.country = r.country and l.form_id <> r.form_id
    where l.is_short
    union
    select
        l.form_id as one_id,
        r.form_id as other_id
    from forms as l
    inner join forms as r on l.letters = r.letters and l.form_id < r.form_id
    union
    select
        l.form_id as one_id,
        r.form_id as other_id
    from forms as l
    inner join forms as r on list_sort(l.sounds) = list_sort(r.sounds) and l.form_id < r.form_id
    union
    -- a single word, with the names that hold it
    select
        l.form_id as one_id,
        r.form_id as other_id
    from forms as l
    inner join words as r
        on
            ltrim(l.sounds[1], '~') = r.sound
            and (l.country = r.country or l.country = '' or r.country = '')
            and l.form_id <> r.form_id
    where len(l.sounds) = 1
)

select distinct
    least(one_id, other_id) as left_id,
    greatest(one_id, other_id) as right_id
from found
