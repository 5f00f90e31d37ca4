-- How many lines of each kind an article of each source lost; one row per source and kind, of the sources and kinds
-- with most of them.
with

sources_first as (
    select source_id
    from removal_rates
    group by source_id
    order by sum(lines) desc, source_id
    limit 20
),

kinds_first as (
    select kind
    from removal_rates
    group by kind
    order by sum(lines) desc, kind
    limit 14
),

final as (
    select
        coalesce(sources.name, removal_rates.source_id) as source,
        removal_rates.kind,
        removal_rates.lines,
        round(removal_rates.lines_per_article, 2) as an_article,
        round(removal_rates.share_of_articles, 3) as share
    from removal_rates
    left join sources using (source_id)
    where
        removal_rates.source_id in (select source_id from sources_first)
        and removal_rates.kind in (select kind from kinds_first)
)

select * from final
order by source, kind
