-- Attempts to fetch, older than a moment, but for the last one of each address.
create or replace temp table old_fetches as
select rowid as place
from fetches
where started_at < $before
qualify row_number() over (partition by source_id, url order by started_at desc) > 1
