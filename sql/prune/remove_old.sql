-- What was found to be old, removed.
delete from captures
where capture_id in (select capture_id from old_captures);

delete from fetches
where rowid in (select place from old_fetches);

update state set generation = generation + 1
