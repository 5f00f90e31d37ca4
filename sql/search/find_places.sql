-- Rows that have moved since they were indexed.
update search_documents
set place = revisions.rowid
from revisions
where
    search_documents.article_id = revisions.article_id
    and search_documents.revision = revisions.revision
    and search_documents.place is distinct from revisions.rowid
