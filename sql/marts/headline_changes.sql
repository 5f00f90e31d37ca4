-- One row per new headline that an article got.
create or replace view headline_changes as
select article_id, source_id, revision, first_seen, title_before, title_after
from revision_changes
where title_before is distinct from title_after;

comment on view headline_changes is 'One row per new headline that an article got.';
comment on column headline_changes.title_before is 'Headline before.';
comment on column headline_changes.title_after is 'Headline after.';
