-- Articles of some stories (asked_stories) and clusters (asked_seeds).
select article_id
from story_articles
where story_id in (select story_id from asked_stories)
union
select article_id
from story_seeds
where seed in (select seed from asked_seeds)
