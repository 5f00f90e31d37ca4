-- One row per source and kind of removed line, over current versions.
create or replace view removal_rates as
with

sizes as (
    select source_id, count(*) as articles
    from articles
    group by all
),

removed as (
    select
        articles.source_id,
        removed_lines.kind,
        count(*) as lines,
        count(distinct removed_lines.article_id) as articles_with
    from removed_lines
    join articles using (article_id, revision)
    group by all
),

final as (
    select
        removed.source_id,
        removed.kind,
        removed.lines,
        removed.articles_with,
        removed.articles_with / sizes.articles as share_of_articles,
        removed.lines / sizes.articles as lines_per_article
    from removed
    join sizes using (source_id)
)

select * from final;

comment on view removal_rates is 'One row per source and kind of removed line: how much of it the source''s articles carry.';
comment on column removal_rates.lines is 'Lines of this kind removed from the source''s current articles.';
comment on column removal_rates.articles_with is 'Articles that had at least one.';
comment on column removal_rates.share_of_articles is 'Those, as a share of the source''s articles: 0 to 1.';
comment on column removal_rates.lines_per_article is 'Lines of this kind an article, on average.';
