with recursive edges as (
    select * from {{ ref('int_person_pairs_tied') }} where score is not null
),

conflicts as (
    select * from {{ ref('int_person_pairs_tied') }} where is_apart
),

nodes as (
    select left_id as id from edges
    union
    select right_id as id from edges
),

{{ cluster('nodes', 'edges', 'conflicts', weight('person_threshold')) }}

select
    forms.form_id,
    coalesce(clusters.cluster_id, forms.form_id) as cluster_id
from (select distinct form_id from {{ ref('int_person_mentions_keyed') }}) as forms
left join clusters on forms.form_id = clusters.id
