-- The versions of an article, as publishers had them, the oldest first.
select revision, first_seen, title
from revisions
where article_id = $id
order by first_seen, revision
