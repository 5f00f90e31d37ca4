-- One row per version of an article that followed another one: what kind of edit it was.
create or replace view revision_changes as
with

history as (
    select
        article_id,
        source_id,
        revision,
        first_seen,
        title,
        lead,
        authors,
        body,
        lag({revision: revision, title: title, lead: lead, authors: authors, body: body})
            over (partition by article_id order by first_seen, revision) as before
    from revisions
    where article_id in (select article_id from revisions where revision > 1)
),

compared as (
    select
        *,
        list_filter(paragraphs(body), lambda p: not list_contains(paragraphs(before.body), p)) as put_in,
        list_filter(paragraphs(before.body), lambda p: not list_contains(paragraphs(body), p)) as taken_out,
        folded(title) is distinct from folded(before.title) as new_title,
        folded(lead) is distinct from folded(before.lead) as new_lead,
        folded(body) is distinct from folded(before.body) as new_body
    from history
    where before is not null
),

final as (
    select
        article_id,
        source_id,
        revision,
        before.revision as previous_revision,
        first_seen,
        case
            when len(list_filter(put_in, lambda p: is_correction(p))) > 0 then 'correction'
            when new_lead or new_body then 'substantive'
            when new_title then 'headline'
            else 'cosmetic'
        end as change,
        before.title as title_before,
        title as title_after,
        len(put_in) as paragraphs_added,
        len(taken_out) as paragraphs_removed,
        list_filter(put_in, lambda p: is_correction(p))[1] as correction
    from compared
)

select * from final;

comment on view revision_changes is 'One row per version of an article that followed another one: what kind of edit it was.';
comment on column revision_changes.previous_revision is 'The version before it.';
comment on column revision_changes.change is 'correction (it says so itself), substantive (words of lead or text), headline (words of the title only), cosmetic (no word of them).';
comment on column revision_changes.title_before is 'Headline of the version before.';
comment on column revision_changes.title_after is 'Headline of this version.';
comment on column revision_changes.paragraphs_added is 'Paragraphs that the version before did not have.';
comment on column revision_changes.paragraphs_removed is 'Paragraphs of the version before that are gone.';
comment on column revision_changes.correction is 'The paragraph that announces a correction, if one was added.';
