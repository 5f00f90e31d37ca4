-- Captures older than a moment that nothing rests on: no version was read from them, and they are not what was at
-- their place last. One row per capture.
create or replace temp table old_captures as
select capture_id
from captures
anti join revisions using (capture_id)
anti join earlier_processings using (capture_id)
where
    captured_at < $before
    and (place, visit) not in (select place, max(visit) from captures group by place)
