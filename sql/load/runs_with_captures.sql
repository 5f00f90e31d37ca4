-- Runs that brought archived captures; one row per run, the earliest first.
select runs.run_id, runs.command, runs.started_at
from runs
semi join (select run_id from captures where archive_file is not null) as captures using (run_id)
order by runs.started_at, runs.run_id
