-- Captures of places that are in both; one row per capture.
select place, true as is_given, capture_id, source_id, uri, visit, digest, captured_at
from given_captures
semi join captures using (place)
union all
select place, false as is_given, capture_id, source_id, uri, visit, digest, captured_at
from captures
semi join given_captures using (place)
order by place, is_given, captured_at, visit
