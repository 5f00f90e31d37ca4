-- severity: warning
-- title: an article has text
select article_id, revision, source_id, title
from revisions
where in_checked_run(run_id) and not regexp_matches(body, '\S')
