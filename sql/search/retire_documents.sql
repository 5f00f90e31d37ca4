-- What the index knew before of the articles indexed just now.
update search_documents
set is_live = false
from unindexed
where
    search_documents.is_live
    and search_documents.article_id = unindexed.article_id
    and search_documents.doc <> unindexed.doc
