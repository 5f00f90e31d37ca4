-- severity: warning
-- title: a source's new articles lose about as many lines as those before
-- Three times as many means a new page template, or rules that took hold of the text.
-- Looks at sources with ten new articles in the run and thirty before it.
with

sizes as (
    select
        revisions.source_id,
        revisions.run_id = cast(getvariable('run_id') as varchar) as is_new,
        count(distinct (revisions.article_id, revisions.revision)) as articles,
        count(removed_lines.position) as removed
    from revisions
    left join removed_lines using (article_id, revision)
    where cast(getvariable('run_id') as varchar) is not null
    group by all
),

final as (
    select
        fresh.source_id,
        fresh.removed / fresh.articles as removed_per_article,
        former.removed / former.articles as removed_per_article_before
    from sizes as fresh
    join sizes as former on fresh.source_id = former.source_id and fresh.is_new and not former.is_new
    where
        fresh.articles >= 10
        and former.articles >= 30
        and fresh.removed / fresh.articles > 3 * (former.removed / former.articles) + 2
)

select * from final
