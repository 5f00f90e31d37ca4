-- One row per version of the asked articles.
select
    revisions.article_id,
    revisions.revision,
    revisions.content_digest,
    revisions.first_seen,
    revisions.last_seen,
    revisions.superseded_at
from revisions
semi join asked_articles using (article_id)
