-- The stories of some articles (asked_articles), anew (incoming_stories, incoming_story_changes).
delete from story_articles
where article_id in (select article_id from asked_articles);

insert into story_articles by name
select incoming_stories.story_id, incoming_stories.article_id, related_versions.revision, related_versions.day, incoming_stories.similarity
from incoming_stories
join related_versions using (doc)
order by related_versions.day, incoming_stories.story_id, incoming_stories.article_id;

insert into story_changes by name
from incoming_story_changes
