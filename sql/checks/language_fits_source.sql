-- severity: warning
-- title: a source's articles are in the language it is configured with
-- A few in another language are right; this looks for a fifth of a run or more.
select
    revisions.source_id,
    sources.language as expected,
    mode(revisions.language order by revisions.language) filter (where revisions.language <> sources.language) as mostly,
    count(*) filter (where revisions.language <> sources.language) as in_another,
    count(*) as articles
from revisions
join sources using (source_id)
where in_checked_run(revisions.run_id) and sources.language is not null and revisions.language is not null
group by all
having count(*) filter (where revisions.language <> sources.language) >= 0.2 * count(*)
