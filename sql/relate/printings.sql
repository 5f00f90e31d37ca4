-- One row per article of asked_articles: what tells where its text comes from.
with

places as (
    select rowid as place
    from revisions
    where is_current and article_id in (select article_id from asked_articles)
),

lines as (
    select removed_lines.article_id, list(removed_lines.text order by removed_lines.position) as texts
    from removed_lines
    join revisions using (article_id, revision)
    where
        revisions.rowid in (select place from places)
        and removed_lines.kind in ('byline', 'credit', 'boilerplate')
        and length(removed_lines.text) <= 60
    group by all
),

final as (
    select
        revisions.article_id,
        revisions.revision,
        revisions.source_id,
        sources.name as source_name,
        revisions.publisher,
        revisions.title,
        revisions.lead,
        revisions.body,
        revisions.authors,
        datelines.agency,
        coalesce(lines.texts, []) as removed,
        revisions.published_at,
        revisions.published_on,
        (select min(earlier.first_seen) from revisions as earlier where earlier.article_id = revisions.article_id) as first_seen
    from revisions
    left join sources using (source_id)
    left join datelines using (article_id, revision)
    left join lines using (article_id)
    where revisions.rowid in (select place from places)
)

select * from final
order by article_id
