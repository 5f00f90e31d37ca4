-- One row per source: what it gave, how complete it is, when it last gave something, and whether it works.
-- Silent is a source that answers but has named nothing new for ten times its usual gap, and for three days at least.
create or replace view source_health as
with

given as (
    select
        source_id,
        count(*) as articles,
        max(first_seen) as last_new_article,
        max(published_on) as last_published,
        avg(cast(published_on is null as integer)) as share_without_date,
        avg(cast(len(authors) = 0 as integer)) as share_without_author,
        avg(cast(language is null as integer)) as share_without_language,
        cast(median(word_count) as integer) as words_median
    from articles
    group by all
),

refused as (
    select source_id, count(*) as rejected
    from rejected
    group by all
),

worked as (
    select run_sources.source_id, max(runs.started_at) as last_run
    from run_sources
    join runs using (run_id)
    group by all
),

rhythm as (
    select
        source_id,
        last_at as last_polled,
        next_at as next_poll,
        failures,
        failing_since,
        reason,
        list_last(arrivals) as newest_item,
        list_aggregate(
            list_transform(
                generate_series(1, len(arrivals) - 1),
                lambda place: epoch(arrivals[place + 1]) - epoch(arrivals[place])
            ),
            'median'
        ) / 3600 as usual_gap_hours
    from poll_states
),

pages as (
    select
        source_id,
        count(*) as asked,
        avg(cast(outcome not in ('fetched', 'unchanged') as integer)) as share_pages_failed,
        mode(reason order by reason) filter (outcome not in ('fetched', 'unchanged')) as page_reason
    from fetches
    where role = 'page' and outcome <> 'deferred' and started_at > current_timestamp - interval 7 day
    group by all
),

judged as (
    select
        sources.source_id,
        case
            when not sources.enabled then 'disabled'
            when sources.kind not in ('feed', 'sitemap', 'page') then null
            when rhythm.source_id is null then 'new'
            when rhythm.failing_since is not null then 'failing'
            when pages.asked >= 3 and pages.share_pages_failed >= 0.5 then 'failing'
            when rhythm.next_poll < current_timestamp - interval 1 day then 'overdue'
            when rhythm.newest_item is null then 'empty'
            when
                epoch(current_timestamp) - epoch(rhythm.newest_item)
                > 3600 * greatest(10 * coalesce(rhythm.usual_gap_hours, 0), 72)
                then 'silent'
            else 'ok'
        end as state
    from sources
    left join rhythm using (source_id)
    left join pages using (source_id)
),

final as (
    select
        sources.source_id,
        sources.name,
        sources.enabled,
        coalesce(given.articles, 0) as articles,
        coalesce(refused.rejected, 0) as rejected,
        worked.last_run,
        given.last_new_article,
        given.last_published,
        given.share_without_date,
        given.share_without_author,
        given.share_without_language,
        given.words_median,
        sources.kind,
        judged.state,
        case judged.state
            when 'new' then 'no run has polled it yet'
            when 'failing' then coalesce(nullif(rhythm.reason, ''), 'its pages: ' || pages.page_reason)
            when 'overdue' then 'it is due, and no run has come'
            when 'empty' then 'its list names no article'
            when 'silent' then 'nothing new since ' || strftime(rhythm.newest_item, '%Y-%m-%d')
        end as reason,
        rhythm.failing_since,
        rhythm.failures,
        rhythm.last_polled,
        rhythm.next_poll,
        rhythm.newest_item,
        rhythm.usual_gap_hours,
        pages.share_pages_failed
    from sources
    join judged using (source_id)
    left join given using (source_id)
    left join refused using (source_id)
    left join worked using (source_id)
    left join rhythm using (source_id)
    left join pages using (source_id)
)

select * from final;

comment on view source_health is 'One row per source: what it gave, how complete that is, and whether the source works.';
comment on column source_health.articles is 'Articles from it.';
comment on column source_health.rejected is 'Inputs from it that were refused.';
comment on column source_health.last_run is 'When a run last read it.';
comment on column source_health.last_new_article is 'When its newest article was first seen.';
comment on column source_health.last_published is 'Latest day of publication among its articles.';
comment on column source_health.share_without_date is 'Articles without a day of publication: 0 to 1.';
comment on column source_health.share_without_author is 'Articles without an author: 0 to 1.';
comment on column source_health.share_without_language is 'Articles whose language is not known: 0 to 1.';
comment on column source_health.words_median is 'Half of its articles have no more words than this.';
comment on column source_health.kind is 'How it is read: folder, file, jsonl, warc, feed, sitemap, page.';
comment on column source_health.state is 'Of web sources: ok, new (never polled), failing, silent, empty (its list names nothing), overdue (no run came), disabled; null for an enabled one on disk.';
comment on column source_health.reason is 'Why its state is not ok, in words.';
comment on column source_health.failing_since is 'When its list could not be had for the first time, as ever since.';
comment on column source_health.failures is 'Polls in a row that failed.';
comment on column source_health.last_polled is 'When its list was last asked for.';
comment on column source_health.next_poll is 'When it is due.';
comment on column source_health.newest_item is 'When the newest item of its list was published, or first seen.';
comment on column source_health.usual_gap_hours is 'Half of the gaps between its newest items are no longer than this.';
comment on column source_health.share_pages_failed is 'Of its pages asked for in the last seven days, those that could not be had: 0 to 1.';
