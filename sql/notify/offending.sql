-- Rows that a check finds, in an order that is the same each time. $most: how many at most.
select *
from ({check}) as offending
order by all
limit $most
