-- title: Corrections
-- description: Corrections that publishers announced in their articles, of the thirty days before the newest article came in.
-- grain: one row per announced correction, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
select * exclude (change, title_before, title_after, correction), correction as summary
from edit_entries(getvariable('now') - interval 30 day)
where change = 'correction'
order by published_at desc, article_id, revision desc
