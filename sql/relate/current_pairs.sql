-- Pairs of touched articles whose current versions are copies.
with

current_versions as (
    select article_id, revision
    from revisions
    semi join touched_articles using (article_id)
    where is_current
)

select near_duplicates.article_id, near_duplicates.other_article_id, near_duplicates.similarity
from near_duplicates
join current_versions as mine using (article_id, revision)
join current_versions as others
    on others.article_id = near_duplicates.other_article_id and others.revision = near_duplicates.other_revision
