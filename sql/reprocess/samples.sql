-- Versions to look at, those with lines at risk first; one row per version.
select
    reprocessed.article_id,
    reprocessed.revision,
    reprocessed.source_id,
    revisions.title,
    count(*) filter (line_changes.is_at_risk) as at_risk
from reprocessed
join main.revisions using (article_id, revision)
left join line_changes using (article_id, revision)
group by all
order by at_risk desc, reprocessed.article_id, reprocessed.revision
limit $most
