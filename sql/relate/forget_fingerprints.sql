-- All that rests on the texts of stale_texts.
delete from copy_bands
where text in (select text from stale_texts);

delete from near_duplicates
where
    (article_id, revision) in (select (article_id, revision) from stale_texts)
    or (other_article_id, other_revision) in (select (article_id, revision) from stale_texts);

delete from fingerprints
where text in (select text from stale_texts)
