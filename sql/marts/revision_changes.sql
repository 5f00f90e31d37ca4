-- One row per version of an article that followed another one: what kind of edit it was.
create or replace view revision_changes as
select * from changes_since(cast(null as timestamptz));

comment on view revision_changes is 'One row per version of an article that followed another one: what kind of edit it was.';
comment on column revision_changes.previous_revision is 'The version before it.';
comment on column revision_changes.change is 'correction (it says so itself), substantive (words of lead or text), headline (words of the title only), cosmetic (no word of them).';
comment on column revision_changes.title_before is 'Headline of the version before.';
comment on column revision_changes.title_after is 'Headline of this version.';
comment on column revision_changes.paragraphs_added is 'Paragraphs that the version before did not have.';
comment on column revision_changes.paragraphs_removed is 'Paragraphs of the version before that are gone.';
comment on column revision_changes.correction is 'The paragraph that announces a correction, if one was added.';
