-- The articles from which a template was removed; one row per article, the newest first.
select distinct articles.article_id, articles.published_on, articles.title
from removed_lines
join articles using (article_id, revision)
where removed_lines.rule = 'template:' || $id
order by articles.published_on desc, articles.article_id
limit 20
