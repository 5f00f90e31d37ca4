-- One row per article of a story, in the order of time.
create or replace macro story(id) as table
select
    story_articles.day,
    articles.published_at,
    articles.source_id,
    articles.language,
    articles.title,
    story_articles.similarity,
    articles.article_id
from story_articles
join articles using (article_id)
where story_articles.story_id = id
order by story_articles.day, articles.published_at nulls last, articles.article_id;

comment on macro table story is 'Articles that tell the story `id` (stories.story_id), in the order of time: from story(''0a1b…'').';
