-- severity: error
-- title: kept and removed lines together are all lines of the input, each once
with

taken as (
    select article_id, revision, list(position) as positions
    from removed_lines
    group by article_id, revision
),

placed as (
    select
        revisions.article_id,
        revisions.revision,
        list_concat(
            list_transform(revisions.kept_lines, lambda line: line.position),
            coalesce(taken.positions, [])
        ) as positions
    from revisions
    left join taken using (article_id, revision)
    where in_checked_run(revisions.run_id)
),

final as (
    select article_id, revision, len(positions) as lines, list_max(positions) + 1 as expected
    from placed
    where len(positions) <> list_max(positions) + 1 or len(positions) <> list_unique(positions)
)

select * from final
