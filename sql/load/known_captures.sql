-- One row per capture of the asked places.
select
    captures.place,
    captures.visit,
    captures.digest,
    captures.captured_at
from captures
semi join asked_places using (place)
order by captures.place, captures.visit
