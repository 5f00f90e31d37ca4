-- title: Latest articles: {language}
-- description: The fifty newest articles of each language; those without a date stand where they were first seen.
-- grain: one row per article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
-- parameters: language
with

newest as (
    select place
    from feed_entries
    where language is not null
    qualify row_number() over (partition by language order by moment desc, article_id) <= 50
),

final as (
    select feed_entries.*
    from feed_entries
    join newest using (place)
)

select * exclude (moment, place)
from final
order by language, moment desc, article_id
