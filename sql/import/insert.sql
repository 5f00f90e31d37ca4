-- What is new, version by version: those of new articles as they are, those of shared ones under the number they got.
create or replace temp table taken as
select article_id, revision as given_revision, revision
from given_revisions
semi join new_articles using (article_id)
union all
select article_id, given_revision, revision
from mapped_versions
where is_new;

insert into revisions by name
select given.* replace (
    taken.revision as revision,
    coalesce(mapped_captures.capture_id, given.capture_id) as capture_id
)
from given_revisions as given
join taken on given.article_id = taken.article_id and given.revision = taken.given_revision
left join mapped_captures on mapped_captures.given_capture_id = given.capture_id;

insert into captures by name
select given.* replace (
    coalesce(mapped_captures.capture_id, given.capture_id) as capture_id,
    coalesce(mapped_captures.visit, given.visit) as visit,
    coalesce(mapped_versions.revision, given.revision) as revision,
    case when given.archive_file in (select name from archived) then given.archive_file end as archive_file,
    case when given.archive_file in (select name from archived) then given.archive_offset end as archive_offset
)
from given_captures as given
left join mapped_captures on mapped_captures.given_capture_id = given.capture_id
left join mapped_versions on mapped_versions.article_id = given.article_id and mapped_versions.given_revision = given.revision
where coalesce(mapped_captures.is_new, true);

insert into sources by name
select * from given_sources
anti join sources using (source_id);

insert into runs by name
select * from given_runs
anti join runs using (run_id);

insert into run_sources by name
select * from given_run_sources
anti join run_sources using (run_id, source_id);

insert into templates by name
select * from given_templates
anti join templates using (template_id);

insert into rejected by name
select given.*
from given_rejected as given
where not exists (
    select 1
    from rejected as known
    where
        known.source_id = given.source_id
        and known.uri = given.uri
        and known.digest is not distinct from given.digest
        and known.stage = given.stage
        and known.reason = given.reason
);

update revisions
set
    first_seen = moved.first_seen,
    last_seen = moved.last_seen,
    superseded_at = moved.superseded_at,
    is_current = moved.superseded_at is null
from moved_versions as moved
where revisions.article_id = moved.article_id and revisions.revision = moved.revision;

update state set generation = generation + 1
