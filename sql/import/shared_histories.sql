-- Versions of articles that are in both, theirs first; one row per version.
select article_id, true as is_given, revision, content_digest, first_seen, last_seen, superseded_at
from given_revisions
semi join revisions using (article_id)
union all
select article_id, false as is_given, revision, content_digest, first_seen, last_seen, superseded_at
from revisions
semi join given_revisions using (article_id)
order by article_id, is_given desc, first_seen, revision
