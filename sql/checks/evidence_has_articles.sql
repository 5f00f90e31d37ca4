-- severity: error
-- title: the version each piece of evidence is about is there
select article_id, revision, field
from field_evidence
anti join revisions using (article_id, revision)
