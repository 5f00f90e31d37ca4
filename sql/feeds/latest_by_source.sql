-- title: Latest articles: {source_name}
-- description: The fifty newest articles of each source; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: source_id
with

newest as (
    select place
    from feed_entries
    where source_id is not null
    qualify row_number() over (partition by source_id order by moment desc, article_id) <= 50
),

final as (
    select feed_entries.*
    from feed_entries
    join newest using (place)
)

select * exclude (moment, place)
from final
order by source_id, moment desc, article_id
