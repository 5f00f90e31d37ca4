-- The sources as `newsmill status` shows them; one row per source.
select source_id, articles, rejected, last_published, last_run, words_median
from source_health
order by source_id
