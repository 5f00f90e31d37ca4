-- What `newsmill search` shows; one row per article, the best first.
select score, published_on, source_id, language, title, snippet, url, article_id
from search($query, most := $most)
