-- What the sources are called; one row per source.
select source_id, name, language
from sources
order by source_id
