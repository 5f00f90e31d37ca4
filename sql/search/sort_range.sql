-- The postings of one range of terms, sorted; those of retired versions are left out.
insert into sorted_postings
with

everything as (
    select * from postings
    where term between $first_term and $last_term
    union all
    select * from postings_recent
    where term between $first_term and $last_term
)

select everything.*
from everything
semi join (select doc from search_documents where is_live) as live using (doc)
order by term, doc
