-- Articles that a saved search finds, the earliest first; one row per article. $query: the words of the search.
-- Whether the last run that brought anything brought it tells what is new where nobody was told of anything yet.
with

last_run as (
    select run_id
    from runs
    where run_id in (select run_id from captures)
    order by started_at desc, run_id desc
    limit 1
),

brought as (
    select distinct article_id
    from captures
    where run_id in (select run_id from last_run) and article_id is not null
),

final as (
    select
        feed_entries.article_id,
        feed_entries.moment,
        feed_entries.revision = 1 and brought.article_id is not null as is_of_last_run
    from matching($query) as found
    join feed_entries using (article_id)
    left join brought using (article_id)
)

select article_id, is_of_last_run
from final
order by moment, article_id
