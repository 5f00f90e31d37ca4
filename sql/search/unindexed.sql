-- One row per version to index: its place among the rows of the index, and what is searched of it.
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
