-- severity: error
-- title: kept and removed lines together are all lines of the input, each once
with

checked as (
    select article_id, revision, kept_lines
    from revisions
    where in_checked_run(run_id)
),

positions as (
    select article_id, revision, unnest(kept_lines).position as position
    from checked
    union all
    select removed_lines.article_id, removed_lines.revision, removed_lines.position
    from removed_lines
    semi join checked using (article_id, revision)
),

final as (
    select article_id, revision, count(*) as lines, max(position) + 1 as expected
    from positions
    group by article_id, revision
    having count(*) <> max(position) + 1 or count(*) <> count(distinct position)
)

select * from final
