-- The lines of one version whose verdict would change, in order.
select change, text, kind, rule
from line_changes
where article_id = $article and revision = $revision
order by position
