-- Rejections not noted yet: one row per source, place, bytes, stage and reason.
insert into rejected by name
select incoming.*
from (
    select distinct on (source_id, uri, digest, stage, reason) *
    from incoming_rejected
) as incoming
where not exists (
    select 1
    from rejected as known
    where
        known.source_id = incoming.source_id
        and known.uri = incoming.uri
        and known.digest is not distinct from incoming.digest
        and known.stage = incoming.stage
        and known.reason = incoming.reason
)
