-- severity: warning
-- title: a run finds about as many items in a source as runs before it did
-- Looks at sources with at least five runs before; unusual is a third of their median, or less.
with

counted as (
    select
        run_sources.source_id,
        run_sources.run_id,
        run_sources.found,
        runs.started_at,
        median(run_sources.found) over earlier as usual,
        count(*) over earlier as runs_before
    from run_sources
    join runs using (run_id)
    where runs.status = 'finished'
    window earlier as (
        partition by run_sources.source_id order by runs.started_at, run_sources.run_id
        rows between 20 preceding and 1 preceding
    )
),

latest as (
    select *
    from counted
    qualify row_number() over (partition by source_id order by started_at desc, run_id desc) = 1
),

final as (
    select source_id, run_id, found, usual
    from latest
    where runs_before >= 5 and usual >= 3 and found <= usual / 3
)

select * from final
