-- One row per article of asked_articles: its cluster, and the story it was in.
select asked_articles.article_id, story_seeds.doc, story_seeds.day, story_seeds.seed, story_articles.story_id, story_articles.similarity
from asked_articles
left join story_seeds using (article_id)
left join story_articles using (article_id)
order by story_seeds.day, asked_articles.article_id
