-- Where each capture's bytes are; one row per capture that was archived.
select source_id, uri, archive_file, archive_offset
from captures
where archive_file is not null
order by archive_file, archive_offset
