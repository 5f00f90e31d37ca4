-- One row per version of the asked articles. By row number first: of what is not asked for, only the id is read.
with

places as materialized (
    select rowid as place
    from revisions
    where article_id in (select article_id from asked_articles)
),

final as (
    select
        revisions.article_id,
        revisions.revision,
        revisions.content_digest,
        revisions.first_seen,
        revisions.last_seen,
        revisions.superseded_at
    from revisions
    where revisions.rowid in (select place from places)
)

select * from final
