-- Where the current versions stand that came after all of the index, some thousands at a time: what a run has loaded
-- stands at the end. Whether that is all that the index lacks, `is_complete` tells.
create or replace temp table unindexed_rows as
select rowid as place
from revisions
where is_current and rowid > coalesce((select max(place) from search_documents), -1)
order by place
limit $most
