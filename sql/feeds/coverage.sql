-- title: Coverage per day and source
-- description: How many articles and words each source published, day by day; days without a date are left out.
-- grain: one row per day of publication and source
-- formats: parquet, csv, json, jsonl
select
    published_on,
    source_id,
    cast(sum(articles) as bigint) as articles,
    cast(sum(words) as bigint) as words
from articles_per_day
where published_on is not null
group by published_on, source_id
order by published_on desc, source_id
