with candidates as (
    select left_id as article_id from {{ ref('int_copy_candidates') }}
    union
    select right_id from {{ ref('int_copy_candidates') }}
),

tokens as (
    select
        blocks.article_id,
        list_distinct(flatten(array_agg(regexp_extract_all(
            substring(documents.text, blocks.span_start + 1, blocks.span_end - blocks.span_start),
            '[\p{L}\p{N}][\p{L}\p{M}\p{N}]*'
        )))) as tokens
    from {{ ref('stg_blocks') }} as blocks
    inner join {{ ref('stg_articles') }} as articles
        on blocks.article_id = articles.article_id
    inner join {{ ref('stg_documents') }} as documents
        on articles.document_id = documents.document_id
    semi join candidates on blocks.article_id = candidates.article_id
    where blocks.block_role = 'body'
    group by blocks.article_id
),

folded as (
    select
        tokens.article_id,
        list_transform(tokens.tokens, lambda t: lower(strip_accents(t))) as words,
        list_transform(
            list_filter(tokens.tokens, lambda t: regexp_matches(t, '^(\p{Lu}.{2,}|\p{N})')),
            lambda t: lower(strip_accents(t))
        ) as high_words,
        list_transform(
            list_filter(tokens.tokens, lambda t: regexp_matches(t, '^\p{Ll}')),
            lambda t: strip_accents(t)
        ) as low_words,
        string_split({{ fold('articles.headline') }}, ' ') as headline_words
    from tokens
    inner join {{ ref('stg_articles') }} as articles
        on tokens.article_id = articles.article_id
),

named as (
    select
        article_id,
        list_sort(list_distinct(words)) as words,
        list_sort(
            list_distinct(list_filter(high_words, lambda w: not list_contains(low_words, w)))
        ) as names,
        headline_words
    from folded
)

select
    article_id,
    words,
    names,
    list_sort(
        list_filter(
            list_intersect(headline_words, names), lambda w: not regexp_matches(w, '^\p{N}')
        )
    ) as headline_names
from named
