-- title: Silent deletions
-- description: The two hundred articles found missing at their publisher last: the address answers 404 or 410.
-- grain: one row per article that is gone, the last missed first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
with

newest as (
    select *
    from silent_deletions
    order by missing_since desc, article_id
    limit 200
),

final as (
    select
        newest.article_id,
        newest.article_id || '/gone' as entry_id,
        newest.title,
        'Gone since ' || strftime(newest.missing_since, '%Y-%m-%d') || ': the address answers ' || newest.status as summary,
        newest.url,
        newest.missing_since as published_at,
        newest.missing_since as updated_at,
        newest.published_on as article_published_on,
        newest.last_there,
        newest.status,
        feed_entries.language,
        feed_entries.publisher,
        newest.source_id,
        feed_entries.source_name
    from newest
    join feed_entries using (article_id)
)

select *
from final
order by published_at desc, article_id
