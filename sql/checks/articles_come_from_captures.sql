-- severity: error
-- title: the capture each version was read from is there
select article_id, revision, capture_id
from revisions
anti join captures using (capture_id)
where in_checked_run(revisions.run_id)
