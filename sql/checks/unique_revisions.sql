-- severity: error
-- title: each version of an article is there once, and versions count from 1 without a gap
select article_id, count(*) as versions, max(revision) as highest
from revisions
semi join checked_articles() using (article_id)
group by article_id
having count(*) <> max(revision) or count(*) <> count(distinct revision)
