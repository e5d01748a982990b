{#- Fails for each value of the column that is missing or stands in more than one row. -#}
{% test is_key(model, column_name) %}
select {{ column_name }}
from {{ model }}
group by all
having count(*) > 1 or {{ column_name }} is null
{% endtest %}
