-- One row per current version that the index does not know; some thousands at a time.
-- By row number first: texts are read only where they are wanted.
create or replace temp table unindexed_rows as
select revisions.rowid as place
from revisions
anti join (select article_id, revision from search_documents where is_live) as known using (article_id, revision)
where revisions.is_current
limit $most;

create or replace temp table unindexed as
select
    cast((select coalesce(max(doc), 0) from search_documents) + row_number() over () as uinteger) as doc,
    article_id,
    revision,
    source_id,
    language,
    published_on,
    rowid as place,
    title,
    lead,
    body
from revisions
where
    rowid in (select place from unindexed_rows)
    and rowid between (select min(place) from unindexed_rows) and (select max(place) from unindexed_rows);

drop table unindexed_rows
