-- Which rules a reprocessing would apply more or less often; one row per rule and change.
select change, kind, rule, count(*) as lines, count(*) filter (is_at_risk) as at_risk, min(text) as example
from line_changes
group by all
order by lines desc, change, kind, rule
limit $most
