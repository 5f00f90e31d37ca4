-- All postings as one sorted stretch; those of retired versions are left out, and the versions forgotten.
-- The dictionary is sorted too, so that looking a word up reads a small part of it.
create or replace temp table sorted_postings as
with

everything as (
    select * from postings
    union all
    select * from postings_recent
)

select everything.*
from everything
semi join (select doc from search_documents where is_live) as live using (doc)
order by term, doc;

truncate postings;

truncate postings_recent;

insert into postings
select * from sorted_postings;

drop table sorted_postings;

create or replace temp table sorted_words as
select * from words
order by key, language;

truncate words;

insert into words
select * from sorted_words;

drop table sorted_words;

delete from search_documents where not is_live;

update state set search_stretches = 0
