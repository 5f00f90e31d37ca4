-- Addresses of articles of one source that are to be read again, the oldest first.
select url_states.* exclude (source_id)
from url_states
where source_id = $source and next_at <= $now and not gone
order by next_at, url
limit $most
