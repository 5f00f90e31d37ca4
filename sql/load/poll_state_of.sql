-- How polling one source went so far.
select poll_states.* exclude (source_id)
from poll_states
where source_id = $source
