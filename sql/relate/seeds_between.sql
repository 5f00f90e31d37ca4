-- What the clustering decided on some days.
select day, article_id, seed
from story_seeds
where day between $from and $until
order by day, article_id
