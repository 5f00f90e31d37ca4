-- Where a version's row stands, so that the texts of a few finds are read without looking through all of them.

alter table search_documents add column place bigint;
comment on column search_documents.place is 'Number of the row of revisions that held it when it was indexed (rowid): where to look first.';
update search_documents
set place = revisions.rowid
from revisions
where search_documents.article_id = revisions.article_id and search_documents.revision = revisions.revision;
