-- What the archive keeps of a run beside its bytes: one row per archived capture, in the order they were loaded.
select capture_id, source_id, uri, url, captured_at, digest, media_type, archive_file, archive_offset
from captures
where run_id = $run and archive_file is not null
order by rowid
