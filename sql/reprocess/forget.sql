-- Begin anew: what was staged belongs to other rules, other code or other sources.
delete from staging.meta;
delete from staging.revisions;
delete from staging.removed_lines;
delete from staging.field_evidence;
delete from staging.quotes;
delete from staging.mentions;
delete from staging.text_dates;
delete from staging.datelines;
delete from staging.done;
insert into staging.meta values ($key)
