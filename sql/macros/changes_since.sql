-- One row per version of an article that followed another one and was first seen after `since` (null: ever): what
-- kind of edit it was.
create or replace macro changes_since(since) as table
with

-- Which versions follow each other is found without their texts, which are read then for those alone.
followed as (
    select
        article_id,
        revision,
        first_seen,
        rowid as place,
        lag(rowid) over (partition by article_id order by first_seen, revision) as previous_place
    from revisions
    where article_id in (select article_id from revisions where revision > 1)
),

wanted as (
    select place, previous_place
    from followed
    where previous_place is not null and (since is null or first_seen > since)
),

history as (
    select
        now.article_id,
        now.source_id,
        now.revision,
        now.first_seen,
        now.title,
        now.lead,
        now.body,
        previous.revision as previous_revision,
        previous.title as title_before,
        previous.lead as lead_before,
        previous.body as body_before
    from wanted
    join revisions as now on now.rowid = wanted.place
    join revisions as previous on previous.rowid = wanted.previous_place
),

-- Once for each text, and not once for each paragraph that it is compared with.
split as (
    select *, paragraphs(body) as paragraphs_now, paragraphs(body_before) as paragraphs_before
    from history
),

compared as (
    select
        *,
        list_filter(paragraphs_now, lambda p: not list_contains(paragraphs_before, p)) as put_in,
        list_filter(paragraphs_before, lambda p: not list_contains(paragraphs_now, p)) as taken_out,
        folded(title) is distinct from folded(title_before) as new_title,
        folded(lead) is distinct from folded(lead_before) as new_lead,
        folded(body) is distinct from folded(body_before) as new_body
    from split
),

final as (
    select
        article_id,
        source_id,
        revision,
        previous_revision,
        first_seen,
        case
            when len(list_filter(put_in, lambda p: is_correction(p))) > 0 then 'correction'
            when new_lead or new_body then 'substantive'
            when new_title then 'headline'
            else 'cosmetic'
        end as change,
        title_before,
        title as title_after,
        len(put_in) as paragraphs_added,
        len(taken_out) as paragraphs_removed,
        list_filter(put_in, lambda p: is_correction(p))[1] as correction
    from compared
)

select * from final;

comment on macro table changes_since is 'The rows of revision_changes whose version was first seen after a time, without reading the texts of others: from changes_since(now() - interval 1 day).';
