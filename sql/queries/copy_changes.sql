-- What the copies of a group made of its origin's text; in order.
select copy_changes.article_id, change, place, text, origin_text
from copy_changes
join syndication using (article_id)
where copy_group in (select copy_group from syndication where article_id = $id)
order by copy_changes.article_id, change = 'cut', place
