-- The sources as runs knew them last; one row per source.
select source_id, name, kind, location, language, country, timezone, enabled
from sources
order by source_id
