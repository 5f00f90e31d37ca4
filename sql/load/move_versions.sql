-- Versions whose place in time changed because of what was loaded after or before them.
update revisions
set
    first_seen = moved.first_seen,
    last_seen = moved.last_seen,
    superseded_at = moved.superseded_at,
    is_current = moved.superseded_at is null
from incoming_moved_versions as moved
where revisions.article_id = moved.article_id and revisions.revision = moved.revision
