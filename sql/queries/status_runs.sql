-- The last runs as `newsmill status` shows them; one row per run, the latest first.
select started_at, command, status, found, new, changed, rejected
from run_totals
limit 5
