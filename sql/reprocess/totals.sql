-- What a reprocessing would change, one row.
select
    (select count(*) from staging.done) as versions,
    (select count(*) from reprocessed) as changed,
    (select count(*) from reprocessed where is_text) as changed_text,
    (select count(*) from reprocessed where is_fields) as changed_fields,
    (select count(*) from line_changes where change = 'removed') as lines_removed,
    (select count(*) from line_changes where change = 'kept') as lines_kept,
    (select count(*) from line_changes where is_at_risk) as lines_at_risk,
    (select count(*) from staging.done where problem is not null) as problems
