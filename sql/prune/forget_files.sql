-- Captures and attempts whose bytes are gone point nowhere.
update captures
set archive_file = null, archive_offset = null
where archive_file in (select unnest($files));

update rejected
set archive_file = null, archive_offset = null
where archive_file in (select unnest($files));

update fetches
set archive_file = null, archive_offset = null
where archive_file in (select unnest($files));

update state set generation = generation + 1
