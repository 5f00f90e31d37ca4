-- severity: error
-- title: the version each removed line was taken from is there
select article_id, revision, position
from removed_lines
anti join revisions using (article_id, revision)
