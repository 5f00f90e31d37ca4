-- Versions that were indexed just now.
insert into search_documents by name
select doc, article_id, revision, source_id, language, published_on, true as is_live, place
from unindexed
