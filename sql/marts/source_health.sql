-- One row per source: what it gave, how complete it is, and when it last gave something.
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
        given.words_median
    from sources
    left join given using (source_id)
    left join refused using (source_id)
    left join worked using (source_id)
)

select * from final;

comment on view source_health is 'One row per source: what it gave, how complete it is, and when it last gave something.';
comment on column source_health.articles is 'Articles from it.';
comment on column source_health.rejected is 'Inputs from it that were refused.';
comment on column source_health.last_run is 'When a run last read it.';
comment on column source_health.last_new_article is 'When its newest article was first seen.';
comment on column source_health.last_published is 'Latest day of publication among its articles.';
comment on column source_health.share_without_date is 'Articles without a day of publication: 0 to 1.';
comment on column source_health.share_without_author is 'Articles without an author: 0 to 1.';
comment on column source_health.share_without_language is 'Articles whose language is not known: 0 to 1.';
comment on column source_health.words_median is 'Half of its articles have no more words than this.';
