-- Names of asked_stories that stories of articles other than asked_articles have.
select distinct story_articles.story_id
from story_articles
semi join asked_stories using (story_id)
anti join asked_articles using (article_id)
