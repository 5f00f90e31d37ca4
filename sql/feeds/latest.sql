-- title: Latest articles
-- description: The hundred newest articles of all sources; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
select * exclude (moment, place)
from newest_entries(true, 100)
order by moment desc, article_id
