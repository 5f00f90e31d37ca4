-- title: {story}
-- description: The fifty newest articles of each of the top stories, from all sources.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: story_id
with

newest as (
    select top.story_id, top.title as story, feed_entries.place
    from top_stories(cast(timezone('UTC', getvariable('now')) as date), 50) as top
    join story_articles using (story_id)
    join feed_entries using (article_id)
    qualify row_number() over (
        partition by top.story_id order by feed_entries.moment desc, feed_entries.article_id
    ) <= 50
),

final as (
    select newest.story_id, newest.story, feed_entries.*
    from feed_entries
    join newest using (place)
)

select * exclude (moment, place)
from final
order by story_id, moment desc, article_id
