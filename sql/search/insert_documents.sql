-- Versions that were indexed just now.
insert into search_documents
select doc, article_id, revision, source_id, language, published_on, true
from unindexed
