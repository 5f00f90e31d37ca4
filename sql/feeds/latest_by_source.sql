-- title: Latest articles: {source_name}
-- description: The fifty newest articles of each source; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: source_id
select * exclude (moment, place)
from newest_entries(source_id, 50)
order by source_id, moment desc, article_id
