-- The articles an id, the beginning of one, or an address stands for; at most two, to tell one from several.
select article_id, source_id, title, url, published_on, revision
from articles
where starts_with(article_id, $name) or url = $name or canonical_url = $name
order by article_id
limit 2
