-- severity: error
-- title: each article has exactly one current version, and it is the one nothing supersedes
select article_id, count(*) filter (where is_current) as current_versions
from revisions
semi join checked_articles() using (article_id)
group by article_id
having count(*) filter (where is_current) <> 1 or count(*) filter (where is_current <> (superseded_at is null)) > 0
