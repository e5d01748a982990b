{#- Fails for each row whose words are empty or are not the document's text under its span. -#}
{% test quotes_back(model) %}
select spans.*
from {{ model }} as spans
left join {{ ref('stg_articles') }} as articles on spans.article_id = articles.article_id
left join {{ ref('stg_documents') }} as documents on articles.document_id = documents.document_id
where
    coalesce(spans.surface, '') = ''
    or substring(documents.text, spans.span_start + 1, spans.span_end - spans.span_start)
    is distinct from spans.surface
{% endtest %}
