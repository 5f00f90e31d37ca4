-- The sources and whether they work; one row per source, those that need a look first. Without what changes
-- with every poll: a run that finds nothing new leaves the page as it is.
select
    source_id,
    name,
    kind,
    coalesce(state, case when articles > 0 then 'ok' else 'new' end) as state,
    reason,
    articles,
    rejected,
    strftime(last_published, '%Y-%m-%d') as last_published,
    share_without_date,
    share_without_author,
    words_median
from source_health
order by state in ('ok', 'disabled'), state = 'disabled', state, articles desc, source_id
