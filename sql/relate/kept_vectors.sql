-- What is kept of some days. One row per article.
select *
from story_vectors
where day between $from and $until
order by day, article_id
