-- title: {search}
-- description: The hundred newest articles that the saved search "{search}" of sources.toml finds.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: search
with

newest as (
    select feed_entries.place
    from feed_entries
    join matching(getvariable('search')) as found using (article_id)
    order by feed_entries.moment desc, feed_entries.article_id
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
