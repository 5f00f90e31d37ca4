-- Where the current versions stand that the index does not know, some thousands at a time, wherever that is.
-- By row number: texts are read only where they are wanted.
create or replace temp table unindexed_rows as
select revisions.rowid as place
from revisions
anti join (select article_id, revision from search_documents where is_live) as known using (article_id, revision)
where revisions.is_current
limit $most
