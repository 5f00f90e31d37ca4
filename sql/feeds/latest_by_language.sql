-- title: Latest articles: {language}
-- description: The fifty newest articles of each language; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: language
select * exclude (moment, place)
from newest_entries(language, 50)
order by language, moment desc, article_id
