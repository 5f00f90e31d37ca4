-- One row per source that has an article a query finds: its first one, the earliest source first.
create or replace macro first_to_report(query) as table
with

found as (
    select
        found.source_id,
        found.article_id,
        coalesce(articles.published_at, cast(articles.published_on as timestamptz), articles.first_seen) as reported_at,
        articles.published_at is null as is_day_only
    from matching(query) as found
    join revisions as articles using (article_id, revision)
),

firsts as (
    select *
    from found
    qualify row_number() over (partition by source_id order by reported_at, article_id) = 1
),

final as (
    select
        row_number() over (order by firsts.reported_at, firsts.article_id) as place,
        firsts.source_id,
        firsts.reported_at,
        firsts.is_day_only,
        articles.title,
        articles.url,
        firsts.article_id
    from firsts
    join articles using (article_id)
)

select * from final
order by place;

comment on macro table first_to_report is 'The first article of each source that a query finds, the earliest source first; where only its day is known (is_day_only), from midnight UTC: from first_to_report(''putin nordkorea'').';
