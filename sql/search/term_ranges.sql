-- Terms cut into ranges of some thirty million postings each: what is sorted at once then fits into memory,
-- however many articles there are.
with

counted as (
    select term, count(*) as amount
    from (select term from postings union all select term from postings_recent)
    group by term
),

placed as (
    select term, sum(amount) over (order by term) // 30_000_000 as range_number
    from counted
)

select min(term) as first_term, max(term) as last_term
from placed
group by range_number
order by first_term
