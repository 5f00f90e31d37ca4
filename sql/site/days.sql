-- Articles of the last 60 days by day and source; one row per day and source, the seven largest sources by name.
-- $today: the day the page calls today.
with

recent as (
    select published_on as day, source_id
    from articles
    where published_on between cast($today as date) - interval 59 day and cast($today as date)
),

counted as (
    select source_id, count(*) as articles
    from recent
    group by all
),

ranked as (
    select source_id, row_number() over (order by articles desc, source_id) as place
    from counted
),

final as (
    select
        strftime(recent.day, '%Y-%m-%d') as day,
        case when ranked.place <= 7 then coalesce(sources.name, ranked.source_id) else 'all others' end as source,
        min(ranked.place) as place,
        count(*) as articles
    from recent
    join ranked using (source_id)
    left join sources using (source_id)
    group by all
)

select day, source, place, articles
from final
order by day, place
