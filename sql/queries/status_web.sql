-- The web sources as `newsmill status` shows them; one row per source, those that need a look first.
select
    source_id,
    state,
    last_polled,
    case when next_poll <= current_timestamp then 'now' else strftime(next_poll, '%Y-%m-%d %H:%M') end as due,
    newest_item,
    failing_since,
    failures,
    reason
from source_health
where kind in ('feed', 'sitemap', 'page') and (enabled or last_polled is not null)
order by state = 'ok', state, source_id
