-- The last part of applying.
delete from main.revisions
using reprocessed
where revisions.article_id = reprocessed.article_id and revisions.revision = reprocessed.revision;
insert into main.revisions by name
from replacing;
delete from main.removed_lines
using reprocessed
where removed_lines.article_id = reprocessed.article_id and removed_lines.revision = reprocessed.revision;
insert into main.removed_lines by name
select removed_lines.*
from staging.removed_lines
semi join reprocessed using (article_id, revision);
delete from main.field_evidence
using reprocessed
where field_evidence.article_id = reprocessed.article_id and field_evidence.revision = reprocessed.revision;
insert into main.field_evidence by name
select field_evidence.*
from staging.field_evidence
semi join reprocessed using (article_id, revision);
update main.search_documents
set is_live = false  -- its new text is indexed before the next publication
from reprocessed
where search_documents.article_id = reprocessed.article_id and search_documents.revision = reprocessed.revision;
update main.state set generation = generation + 1
