-- title: Top stories
-- description: The fifty stories that most sources told in the seven days up to the newest day, each with its representative article.
-- grain: one row per story, the one told by most sources first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
with

top as (
    select * from top_stories(cast(timezone('UTC', getvariable('now')) as date), 50)
),

tellers as (
    select
        story_articles.story_id,
        max(feed_entries.updated_at) as updated_at,
        min(feed_entries.moment) as published_at,
        list_sort(list(distinct feed_entries.source_name)) as source_names
    from story_articles
    join feed_entries using (article_id)
    where story_articles.story_id in (select story_id from top)
    group by story_articles.story_id
),

final as (
    select
        top.place,
        top.story_id,
        top.representative_article_id as article_id,
        'story/' || top.story_id as entry_id,
        top.title,
        top.articles || ' articles of ' || top.sources || if(top.sources = 1, ' source: ', ' sources: ')
        || array_to_string(tellers.source_names, ', ') as summary,
        feed_entries.url,
        tellers.published_at,
        tellers.updated_at,
        feed_entries.language,
        feed_entries.publisher,
        top.articles,
        top.articles_this_week,
        top.sources,
        top.sources_this_week,
        tellers.source_names,
        top.languages,
        top.first_day,
        top.last_day
    from top
    join tellers using (story_id)
    join feed_entries on feed_entries.article_id = top.representative_article_id
)

select * exclude (place)
from final
order by place
