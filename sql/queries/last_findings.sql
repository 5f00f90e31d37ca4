-- What the checks found when they last ran; one row per check that found something.
select severity, title, offending
from check_results
where checked_at = (select max(checked_at) from check_results) and offending > 0
order by severity, title
