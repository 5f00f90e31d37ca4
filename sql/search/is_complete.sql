-- Whether the index knows just the current versions: as many, and the same ones by a digest of the whole.
with

current_versions as (
    select count(*) as versions, bit_xor(hash(article_id, revision)) as digest
    from revisions
    where is_current
),

live_documents as (
    select count(*) as versions, bit_xor(hash(article_id, revision)) as digest
    from search_documents
    where is_live
),

final as (
    select
        current_versions.versions = live_documents.versions
        and current_versions.digest is not distinct from live_documents.digest as is_complete
    from current_versions
    cross join live_documents
)

select * from final
