-- One row per article that is gone at its publisher: its address last answered 404 or 410.
-- That it is gone is said where at least the last attempt says so; an address that answered again is not listed.
create or replace view silent_deletions as
with

attempts as (
    select
        source_id,
        url,
        started_at,
        status,
        outcome in ('fetched', 'unchanged') as is_there
    from fetches
    where role = 'page' and outcome in ('fetched', 'unchanged', 'missing', 'gone')
),

there as (
    select source_id, url, max(started_at) as last_there
    from attempts
    where is_there
    group by all
),

vanished as (
    select
        attempts.source_id,
        attempts.url,
        any_value(there.last_there) as last_there,
        min(attempts.started_at) as missing_since,
        arg_max(attempts.status, attempts.started_at) as status,
        count(*) as times
    from attempts
    left join there using (source_id, url)
    where not attempts.is_there and (there.last_there is null or attempts.started_at > there.last_there)
    group by all
),

final as (
    select
        articles.article_id,
        articles.source_id,
        articles.title,
        articles.published_on,
        vanished.url,
        vanished.status,
        coalesce(vanished.last_there, articles.last_seen) as last_there,
        vanished.missing_since,
        vanished.times
    from vanished
    join articles on articles.source_id = vanished.source_id and articles.url = vanished.url
)

select * from final;

comment on view silent_deletions is 'One row per article that is gone at its publisher (404 or 410): its text is here still.';
comment on column silent_deletions.status is 'What the address answers now: 404 or 410.';
comment on column silent_deletions.last_there is 'When it was last there.';
comment on column silent_deletions.missing_since is 'When it was first found missing after that.';
comment on column silent_deletions.times is 'How often it was found missing since.';
