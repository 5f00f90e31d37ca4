-- What is told of articles; one row per article, the earliest first. $ids: which.
select * exclude (moment, place)
from feed_entries
where article_id in (select unnest($ids))
order by moment, article_id
