-- The key terms of superseded_relations.
delete from terms
where (article_id, revision) in (select (article_id, revision) from superseded_relations);

delete from related_versions
where doc in (select doc from superseded_relations)
