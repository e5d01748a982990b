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
    inner join {{ ref('stg_articles') }} as articles on blocks.article_id = articles.article_id
    inner join {{ ref('stg_documents') }} as documents
        on articles.document_id = documents.document_id
    semi join candidates on blocks.article_id = candidates.article_id
    where blocks.block_role = 'body'
    group by blocks.article_id
),

folded as (
    select
        article_id,
        list_transform(tokens, lambda t: lower(strip_accents(t))) as words,
        list_transform(
            list_filter(tokens, lambda t: regexp_matches(t, '^(\p{Lu}.{2,}|\p{N})')),
            lambda t: lower(strip_accents(t))
        ) as names,
        list_transform(
            list_filter(tokens, lambda t: regexp_matches(t, '^\p{Ll}')),
            lambda t: strip_accents(t)
        ) as plain_words
    from tokens
)

select
    article_id,
    list_sort(list_distinct(words)) as words,
    list_sort(list_distinct(list_filter(names, lambda w: not list_contains(plain_words, w))))
        as names
from folded
