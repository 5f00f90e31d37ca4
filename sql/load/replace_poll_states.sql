-- How polling a source went, replaced by what a batch says; the last word of a batch counts.
delete from poll_states
using incoming_poll_states as incoming
where poll_states.source_id = incoming.source_id;

insert into poll_states by name
select * exclude (place)
from incoming_poll_states
qualify row_number() over (partition by source_id order by place desc) = 1
