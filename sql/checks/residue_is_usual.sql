-- severity: warning
-- title: a source's new articles lose about as many lines as those before
-- Three times as many means a new page template, or rules that took hold of the text.
-- Looks at sources with ten new articles in the run and thirty in the twenty runs before it.
with

worked as (
    select
        run_id,
        source_id,
        new + changed as articles,
        lines_removed,
        run_id = cast(getvariable('run_id') as varchar) as is_new
    from run_sources
    join runs using (run_id)
    where cast(getvariable('run_id') as varchar) is not null and new + changed > 0
    qualify row_number() over (partition by source_id order by started_at desc, run_id desc) <= 21
),

final as (
    select
        source_id,
        sum(lines_removed) filter (where is_new) / sum(articles) filter (where is_new) as removed_per_article,
        sum(lines_removed) filter (where not is_new) / sum(articles) filter (where not is_new) as removed_before
    from worked
    group by source_id
    having
        sum(articles) filter (where is_new) >= 10
        and sum(articles) filter (where not is_new) >= 30
        and removed_per_article > 3 * removed_before + 2
)

select * from final
