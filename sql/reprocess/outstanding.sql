-- One row per version that has not been staged yet and whose bytes are in the archive, in the archive's order.
select
    revisions.article_id,
    revisions.revision,
    captures.source_id,
    captures.uri,
    captures.archive_file,
    captures.archive_offset
from revisions
join captures using (capture_id)
anti join staging.done on done.article_id = revisions.article_id and done.revision = revisions.revision
where captures.archive_file is not null and ($source is null or captures.source_id = $source)
order by captures.archive_file, captures.archive_offset, revisions.article_id, revisions.revision
limit $most
