-- severity: error
-- title: what a capture became is there
select capture_id, article_id, revision
from captures
anti join revisions using (article_id, revision)
where captures.article_id is not null and in_checked_run(captures.run_id)
