-- What is remembered of addresses, replaced by what a batch says; the last word of a batch counts.
delete from url_states
using incoming_url_states as incoming
where url_states.source_id = incoming.source_id and url_states.url = incoming.url;

insert into url_states by name
select * exclude (place)
from incoming_url_states
qualify row_number() over (partition by source_id, url order by place desc) = 1
