-- title: Headline changes
-- description: The two hundred newest headlines that publishers changed, with what stood there before.
-- grain: one row per new headline of an article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
select
    * exclude (change, correction, title_after, article_published_on) replace (title_after as title),
    'Before: ' || coalesce(title_before, '(no headline)') as summary
from edit_entries(null)
where title_before is distinct from title_after
order by published_at desc, article_id, revision desc
limit 200
