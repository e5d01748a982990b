select *
from {{ source('staging', 'deliveries') }}
qualify row_number() over (partition by delivery_id order by delivered_at, batch) = 1
