-- title: Headline changes
-- description: The two hundred newest headlines that publishers changed, with what stood there before.
-- grain: one row per new headline of an article, the newest first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
with

newest as (
    select *
    from headline_changes
    order by first_seen desc, article_id, revision desc
    limit 200
),

final as (
    select
        newest.article_id,
        newest.article_id || '/' || newest.revision as entry_id,
        newest.title_after as title,
        newest.title_before,
        'Before: ' || coalesce(newest.title_before, '(no headline)') as summary,
        feed_entries.url,
        newest.first_seen as published_at,
        newest.first_seen as updated_at,
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
