-- The top stories of the week with their articles, at most fifty each, as they were told; one row per story.
-- $today: the day the page calls today.
with

top as (
    select * from top_stories(cast($today as date), 40)
),

told as (
    select
        top.story_id,
        revisions.article_id,
        coalesce(sources.name, revisions.source_id) as source,
        left(revisions.title, 300) as title,
        revisions.language,
        story_articles.day,
        coalesce(revisions.published_at, timezone('UTC', cast(story_articles.day as timestamp))) as moment
    from top
    join story_articles using (story_id)
    join revisions on revisions.article_id = story_articles.article_id and revisions.is_current
    left join sources using (source_id)
    qualify row_number() over (partition by top.story_id order by moment desc, revisions.article_id) <= 50
),

final as (
    select
        story_id,
        list(
            {
                article_id: article_id,
                source: source,
                title: title,
                language: language,
                day: strftime(day, '%Y-%m-%d')
            }
            order by moment, article_id
        ) as told
    from told
    group by story_id
)

select
    top.story_id,
    left(top.title, 300) as title,
    top.articles,
    top.sources,
    top.languages,
    top.first_day,
    top.last_day,
    final.told,
    (
        select articles.language
        from articles
        where articles.article_id = top.representative_article_id
    ) as language
from top
join final using (story_id)
order by top.place
