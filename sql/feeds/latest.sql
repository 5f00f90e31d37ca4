-- title: Latest articles
-- description: The hundred newest articles of all sources; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
with

newest as (
    select place
    from feed_entries
    order by moment desc, article_id
    limit 100
),

final as (
    select feed_entries.*
    from feed_entries
    join newest using (place)
)

select * exclude (moment, place)
from final
order by moment desc, article_id
