-- The vectors just found (new_vectors, of the days from $from until $until), in the place of those kept of these days;
-- what is before $kept_from is not kept.
delete from story_vectors
where day between $from and $until or day < $kept_from;

insert into story_vectors by name
select * exclude (doc)
from new_vectors
where day >= $kept_from
order by day, article_id
