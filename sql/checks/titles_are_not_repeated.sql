-- severity: warning
-- title: a source's articles have titles of their own
-- The same title on a fifth of a source's new articles, at least five, is the site's name and not a title.
with

titled as (
    select source_id, title, count(*) as articles
    from articles
    where in_checked_run(run_id) and title is not null
    group by all
),

final as (
    select source_id, title, articles
    from titled
    qualify articles >= 5 and articles >= 0.2 * sum(articles) over (partition by source_id)
)

select * from final
