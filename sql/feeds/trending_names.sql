-- title: Trending names
-- description: Persons, places and organisations that the last seven days name more often than the four weeks before,
--     counted in articles from the newest day back; a rise is measured against what chance would do.
-- grain: one row per name and kind, the steepest rise first
-- formats: parquet, csv, json, jsonl
with

dated as (
    select article_id, revision, source_id, published_on
    from articles
    where published_on <= cast(timezone('UTC', getvariable('now')) as date)
),

latest_day as (
    select max(published_on) as day from dated
),

recent as (
    select dated.*, dated.published_on > latest_day.day - 7 as is_now
    from dated
    cross join latest_day
    where dated.published_on > latest_day.day - 35
),

volumes as (
    select
        count(*) filter (is_now) as articles_now,
        count(*) filter (not is_now) as articles_before
    from recent
),

named as (
    select
        mentions.kind,
        mentions.name,
        count(distinct recent.article_id) filter (recent.is_now) as articles,
        count(distinct recent.article_id) filter (not recent.is_now) as articles_before,
        count(distinct recent.source_id) filter (recent.is_now) as sources
    from mentions
    join recent using (article_id, revision)
    group by mentions.kind, mentions.name
    having count(distinct recent.article_id) filter (recent.is_now) >= 2
),

-- What the four weeks before would lead one to expect among as many articles as there are now; half an article more,
-- so that what was never named before does not rise without end.
expected as (
    select
        named.*,
        (named.articles_before + 0.5) * volumes.articles_now / (volumes.articles_before + 1) as expected
    from named
    cross join volumes
),

final as (
    select
        name,
        kind,
        articles,
        articles_before,
        sources,
        round(expected, 2) as expected,
        round((articles - expected) / sqrt(expected + 1), 2) as rise
    from expected
    where articles > expected
    order by rise desc, articles desc, name, kind
    limit 200
)

select *
from final
order by rise desc, articles desc, name, kind
