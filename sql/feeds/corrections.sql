-- title: Corrections
-- description: Corrections that publishers announced in their articles, of the thirty days before the newest article came in.
-- grain: one row per announced correction, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
with

newest as (
    select *
    from corrections
    where first_seen > getvariable('now') - interval 30 day
),

final as (
    select
        newest.article_id,
        newest.article_id || '/' || newest.revision as entry_id,
        newest.title,
        newest.correction as summary,
        feed_entries.url,
        newest.first_seen as published_at,
        newest.first_seen as updated_at,
        newest.published_on as article_published_on,
        feed_entries.language,
        feed_entries.publisher,
        newest.source_id,
        feed_entries.source_name,
        newest.revision
    from newest
    join feed_entries using (article_id)
)

select *
from final
order by published_at desc, article_id, revision desc
