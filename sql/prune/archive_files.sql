-- Files of the archive all of whose captures are older than a moment; one row per file.
select archive_file, count(*) as captures, max(captured_at) as latest
from captures
where archive_file is not null
group by archive_file
having max(captured_at) < $before
order by archive_file
