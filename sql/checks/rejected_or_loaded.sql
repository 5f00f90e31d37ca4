-- severity: error
-- title: a capture that became no article stands in rejected
select captures.capture_id, captures.source_id, captures.uri
from captures
anti join rejected using (source_id, uri, digest)
where captures.article_id is null
