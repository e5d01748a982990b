with forms as (
    select
        form_id,
        name_key,
        country_code,
        {{ fold('coalesce(min(name), name_key)') }} as written
    from {{ ref('int_person_mentions_keyed') }}
    where name_key is not null
    group by form_id, name_key, country_code
),

parted as (
    select
        form_id,
        unnest(string_split(written, ' ')) as word,
        generate_subscripts(string_split(written, ' '), 1) as place
    from forms
),

rules as (
    select
        list(
            surface || '>' || coalesce(spelling, '') order by stage, length(surface) desc, surface
        ) as steps
    from {{ ref('name_spellings') }}
),

titles as (
    select distinct {{ fold('surface') }} as word
    from {{ ref('honorifics') }}
    where note is null or note not like 'ambiguous%'
),

-- Each distinct word once: its usual form if that is listed, in letters as they sound.
sounded as (
    select
        words.word,
        listed.kind,
        coalesce(listed.kind = 'child' and listed.name <> '', false) as is_given_too,
        titles.word is not null as is_title,
        {{ sound("coalesce(nullif(listed.name, ''), words.word)", 'rules.steps') }} as sound
    from (select distinct parted.word from parted) as words
    cross join rules
    left join {{ ref('name_words') }} as listed on words.word = listed.surface
    left join titles on words.word = titles.word
),

followed as (
    select
        parted.form_id,
        parted.place,
        sounded.sound,
        sounded.is_title,
        length(parted.word) > 1 as is_full,
        coalesce(sounded.kind, '') as kind,
        -- "Ben" begins a name as a given one.
        sounded.is_given_too and parted.place = 1 as is_given,
        lag(coalesce(sounded.kind, '')) over name as kind_before,
        lag(sounded.is_given_too and parted.place = 1) over name as is_given_before
    from parted
    inner join sounded on parted.word = sounded.word
    window name as (partition by parted.form_id order by parted.place)
),

-- "bin Zayed" and "bin Rashid" are two words: "bin" belongs to the name after it.
bound as (
    select
        form_id,
        place,
        case
            when kind_before = 'child' and not is_given_before and kind <> 'particle' then '~'
            else ''
        end || sound as sound,
        is_title or (kind = 'child' and not is_given) or (kind = 'particle' and place > 1)
            as is_light,
        is_full
    from followed
),

-- Titles and particles say nothing beside two words that do; a word that comes twice stays two.
kept as (
    select
        form_id,
        place,
        sound || case
            when row_number() over (partition by form_id, sound order by place) > 1 then '#'
            else ''
        end as sound
    from bound
    where sound not in ('', '~')
    qualify
        not is_light
        or count(*) filter (where not is_light and is_full) over (partition by form_id) < 2
)

select
    forms.form_id,
    forms.name_key,
    forms.country_code,
    list(kept.sound order by kept.place) as sounds,
    array_to_string(list_sort(string_split(replace(forms.name_key, ' ', ''), '')), '') as letters
from forms
inner join kept on forms.form_id = kept.form_id
group by forms.form_id, forms.name_key, forms.country_code
