-- Versions that are current no longer.
update search_documents
set is_live = false
where
    is_live
    and not exists (
        select 1
        from revisions
        where
            revisions.article_id = search_documents.article_id
            and revisions.revision = search_documents.revision
            and revisions.is_current
    )
