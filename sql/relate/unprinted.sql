-- One row per version without a fingerprint, some thousands at a time, in the order in which they were loaded.
-- By row number first: texts are read only where they are wanted.
create or replace temp table unprinted_rows as
select revisions.rowid as place
from revisions
anti join fingerprints using (article_id, revision)
order by place
limit $most;

create or replace temp table unprinted as
select
    cast((select coalesce(max(text), 0) from fingerprints) + row_number() over (order by revisions.rowid) as uinteger) as text,
    article_id,
    revision,
    processed_at,
    concat_ws(chr(10), lead, body) as content
from revisions
where
    rowid in (select place from unprinted_rows)
    and rowid between (select min(place) from unprinted_rows) and (select max(place) from unprinted_rows)
order by text;

drop table unprinted_rows
