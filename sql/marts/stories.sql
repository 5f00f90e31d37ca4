-- One row per story that at least two articles tell, the latest first.
create or replace view stories as
with

told as (
    select
        story_articles.story_id,
        story_articles.day,
        story_articles.similarity,
        articles.article_id,
        articles.source_id,
        articles.language,
        articles.title
    from story_articles
    join articles using (article_id)
),

final as (
    select
        story_id,
        arg_max(title, (title is not null, similarity, article_id)) as title,
        count(*) as articles,
        count(distinct source_id) as sources,
        list_sort(list(distinct language)) as languages,
        min(day) as first_day,
        max(day) as last_day,
        arg_max(article_id, (title is not null, similarity, article_id)) as representative_article_id
    from told
    group by story_id
    having count(*) >= 2
)

select * from final
order by last_day desc, articles desc, story_id;

comment on view stories is 'One row per story that at least two articles tell, the latest first: how large it is and how far it spread. Its articles: story(story_id).';
comment on column stories.title is 'Headline of its representative article.';
comment on column stories.articles is 'Articles that tell it.';
comment on column stories.sources is 'Sources they come from.';
comment on column stories.languages is 'Languages they are in, ISO 639-1.';
comment on column stories.first_day is 'Day of the earliest one.';
comment on column stories.last_day is 'Day of the latest one.';
comment on column stories.representative_article_id is 'The article nearest to the middle of the story (articles.article_id).';
