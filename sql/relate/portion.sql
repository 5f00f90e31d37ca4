-- Some of the versions of unrelated: as many as are taken apart word by word at once.
create or replace temp table portion as
select *
from unrelated
order by doc
limit $most offset $first
