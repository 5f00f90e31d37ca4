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
delete from main.quotes
using reprocessed
where quotes.article_id = reprocessed.article_id and quotes.revision = reprocessed.revision;
insert into main.quotes by name
select quotes.*
from staging.quotes
semi join reprocessed using (article_id, revision);
delete from main.mentions
using reprocessed
where mentions.article_id = reprocessed.article_id and mentions.revision = reprocessed.revision;
insert into main.mentions by name
select mentions.*
from staging.mentions
semi join reprocessed using (article_id, revision);
delete from main.text_dates
using reprocessed
where text_dates.article_id = reprocessed.article_id and text_dates.revision = reprocessed.revision;
insert into main.text_dates by name
select text_dates.*
from staging.text_dates
semi join reprocessed using (article_id, revision);
delete from main.datelines
using reprocessed
where datelines.article_id = reprocessed.article_id and datelines.revision = reprocessed.revision;
insert into main.datelines by name
select datelines.*
from staging.datelines
semi join reprocessed using (article_id, revision);
update main.search_documents
set is_live = false  -- its new text is indexed before the next publication
from reprocessed
where search_documents.article_id = reprocessed.article_id and search_documents.revision = reprocessed.revision;
update main.state set generation = generation + 1
