-- Names that stand in more articles of the last seven days than the four weeks before would let expect; one row
-- per name, the most unexpected first. $today: the day the page calls today.
with

named as (
    select
        mentions.name,
        mentions.kind,
        count(distinct mentions.article_id) filter (articles.published_on > cast($today as date) - interval 7 day) as this_week,
        count(distinct mentions.article_id) filter (articles.published_on <= cast($today as date) - interval 7 day) / 4 as usual
    from mentions
    join articles using (article_id, revision)
    where articles.published_on between cast($today as date) - interval 34 day and cast($today as date)
    group by all
),

final as (
    select name, kind, this_week, usual, (this_week - usual) / sqrt(usual + 1) as surprise
    from named
    where this_week >= 2
)

select name, kind, this_week, round(usual, 2) as usual
from final
where surprise > 0
order by surprise desc, this_week desc, name, kind
limit 15
