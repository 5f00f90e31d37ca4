-- One row per run, the latest first: what it did in all sources together.
create or replace view run_totals as
select
    runs.run_id,
    runs.command,
    runs.started_at,
    runs.finished_at,
    runs.status,
    cast(coalesce(sum(run_sources.found), 0) as bigint) as found,
    cast(coalesce(sum(run_sources.new), 0) as bigint) as new,
    cast(coalesce(sum(run_sources.changed), 0) as bigint) as changed,
    cast(coalesce(sum(run_sources.unchanged), 0) as bigint) as unchanged,
    cast(coalesce(sum(run_sources.rejected), 0) as bigint) as rejected,
    cast(coalesce(sum(run_sources.lines_removed), 0) as bigint) as lines_removed
from runs
left join run_sources using (run_id)
group by all
order by runs.started_at desc, runs.run_id desc;

comment on view run_totals is 'One row per run, the latest first: what it did in all sources together.';
