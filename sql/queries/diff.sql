-- What changed from version to version of an article; one row per field or paragraph.
select revision, previous_revision, first_seen, field, before, after
from revision_diff($id)
