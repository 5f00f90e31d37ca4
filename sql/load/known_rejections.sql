-- One row per asked rejection that was noted before. The same place and reason, and the same bytes; where they were
-- not read, the same size; of what is broken in a container, the same time.
select distinct asked.number
from asked_rejections as asked
inner join rejected using (source_id, uri, stage, reason)
where
    rejected.digest is not distinct from asked.digest
    and case
        when asked.digest is not null then true
        when asked.size_bytes is not null then rejected.size_bytes = asked.size_bytes
        else rejected.captured_at = asked.captured_at
    end
