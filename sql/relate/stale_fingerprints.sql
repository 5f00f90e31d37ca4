-- Versions whose processing was replaced since they were fingerprinted, or that were fingerprinted in another way.
create or replace temp table stale_texts as
select fingerprints.text, fingerprints.article_id, fingerprints.revision
from fingerprints
anti join revisions using (article_id, revision, processed_at)
union
select text, article_id, revision
from fingerprints
where method <> '$method'
