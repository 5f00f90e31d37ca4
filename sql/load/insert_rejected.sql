-- Rejections not noted yet: one row per source, place, stage, reason and bytes; where they were not read, per size;
-- of what is broken in a container, per time.
insert into rejected by name
select incoming.*
from (
    select distinct on (source_id, uri, digest, size_bytes, stage, reason) *
    from incoming_rejected
) as incoming
where not exists (
    select 1
    from rejected as known
    where
        known.source_id = incoming.source_id
        and known.uri = incoming.uri
        and known.stage = incoming.stage
        and known.reason = incoming.reason
        and known.digest is not distinct from incoming.digest
        and case
            when incoming.digest is not null then true
            when incoming.size_bytes is not null then known.size_bytes is not distinct from incoming.size_bytes
            when incoming.stage = 'discover' then known.captured_at is not distinct from incoming.captured_at
            else true
        end
)
