-- Whether a row belongs to what is being checked: the run that the checks follow, or everything.
create or replace macro in_checked_run(run) as
cast(getvariable('run_id') as varchar) is null or run = cast(getvariable('run_id') as varchar);

comment on macro in_checked_run is 'Whether a row''s run is the one that checks are looking at; true for all where they look at everything.';
