-- The recent stretches as one.
create or replace temp table sorted_postings as
select postings_recent.*
from postings_recent
semi join (select doc from search_documents where is_live) as live using (doc)
order by term, doc;

truncate postings_recent;

insert into postings_recent
select * from sorted_postings;

drop table sorted_postings;

update state set search_stretches = 1
