-- title: Source health
-- description: What each source gave, how complete that is, and whether the source works.
-- grain: one row per source
-- formats: parquet, csv, json, jsonl
select
    * replace (
        round(share_without_date, 4) as share_without_date,
        round(share_without_author, 4) as share_without_author,
        round(share_without_language, 4) as share_without_language,
        round(usual_gap_hours, 2) as usual_gap_hours,
        round(share_pages_failed, 4) as share_pages_failed
    )
from source_health
order by source_id
