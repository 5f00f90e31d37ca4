-- Until when hosts asked to be left alone with Retry-After; one row per host that still wants it.
-- A fetch that was only put off says when its turn would have been, which is not what the host asked for.
select host, max(retry_after) as until
from fetches
where retry_after > $now and outcome <> 'deferred'
group by all
