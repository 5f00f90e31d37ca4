-- What was sorted range by range takes the place of all postings, as one sorted stretch; retired versions are
-- forgotten. The dictionary is sorted too, so that looking a word up reads a small part of it.
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
