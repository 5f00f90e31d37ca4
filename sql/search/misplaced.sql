-- How many versions of the index do not stand where it says.
select count(*)
from search_documents as documents
left join revisions on documents.place = revisions.rowid
where
    documents.is_live
    and (
        revisions.article_id is distinct from documents.article_id
        or revisions.revision is distinct from documents.revision
    )
