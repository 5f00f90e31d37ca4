-- What is remembered of the asked addresses of one source.
select url_states.* exclude (source_id)
from url_states
where source_id = $source and url in (select unnest($urls))
