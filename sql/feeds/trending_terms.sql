-- title: Trending terms
-- description: Key terms that at least two articles of a source had on one of the last seven days that have articles, the
--     twenty of each source and day that it wrote about more than usual.
-- grain: one row per day of publication, source and key term, the latest day first
-- formats: parquet, csv, json, jsonl
with

days as (
    select distinct published_on
    from articles_per_day
    where published_on <= cast(timezone('UTC', getvariable('now')) as date)
    order by published_on desc
    limit 7
),

final as (
    select
        published_on,
        source_id,
        row_number() over (
            partition by published_on, source_id order by articles * ln(1 + lift) desc, term
        ) as rank,
        term,
        articles,
        of_articles,
        round(lift, 3) as lift
    from trending
    where published_on in (select published_on from days)
    qualify rank <= 20
)

select *
from final
order by published_on desc, source_id, rank
