-- Sorted stretches among the recent postings, their rows, and those that are sorted as a whole.
select
    search_stretches,
    (select count(*) from postings_recent) as recent,
    (select count(*) from postings) as sorted
from state
