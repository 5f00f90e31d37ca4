-- Versions that are current no longer, or were indexed anew.
create or replace temp table superseded_relations as
select related_versions.doc, related_versions.article_id, related_versions.revision, related_versions.day
from related_versions
anti join (select doc, article_id, revision from search_documents where is_live) as live
    using (doc, article_id, revision)
