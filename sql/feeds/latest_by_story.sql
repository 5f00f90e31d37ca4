-- title: {story}
-- description: The fifty newest articles of each of the top stories, from all sources: those of the story “{story}”.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: story_id
with

told as (
    select
        top.story_id,
        top.title as story,
        feed_entries.*
    from top_stories(cast(timezone('UTC', getvariable('now')) as date), 50) as top
    join story_articles using (story_id)
    join feed_entries using (article_id)
),

final as (
    select *
    from told
    qualify row_number() over (partition by story_id order by moment desc, article_id) <= 50
)

select * exclude (moment, place)
from final
order by story_id, moment desc, article_id
