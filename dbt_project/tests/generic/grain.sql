{#- Fails for each combination of the columns that stands in more than one row. -#}
{% test grain(model, columns) %}
select {{ columns | join(', ') }}
from {{ model }}
group by all
having count(*) > 1
{% endtest %}
