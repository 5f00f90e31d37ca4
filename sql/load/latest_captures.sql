-- One row per asked place that was captured before: its latest visit.
select
    captures.place,
    max(captures.visit) as visit,
    arg_max(captures.digest, captures.visit) as digest
from captures
semi join asked_places using (place)
group by captures.place
