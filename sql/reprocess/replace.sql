-- The second half of applying: delete the processings that differ, and put the new ones in their place.
-- What the publisher said and when it was seen stays: only what newsmill made of it changes.
create or replace temp table replacing as
select
    fresh.* replace (
        known.is_current as is_current,
        known.first_seen as first_seen,
        known.last_seen as last_seen,
        known.superseded_at as superseded_at,
        known.capture_id as capture_id,
        cast($now as timestamptz) as processed_at,
        $run as run_id
    )
from staging.revisions as fresh
join main.revisions as known using (article_id, revision)
semi join reprocessed using (article_id, revision);
