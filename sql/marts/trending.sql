-- One row per day, source and key term of at least two of its articles that day: those that are more frequent than
-- usual first.
create or replace view trending as
with

daily as (
    select articles.published_on, articles.source_id, lower(terms.term) as term, count(*) as articles
    from terms
    join articles using (article_id, revision)
    where articles.published_on is not null
    group by all
),

published as (
    select published_on, source_id, count(*) as of_articles
    from articles
    where published_on is not null
    group by all
),

ever as (
    select term, sum(articles) as articles
    from daily
    group by term
),

final as (
    select
        daily.published_on,
        daily.source_id,
        daily.term,
        daily.articles,
        published.of_articles,
        -- as if the term had been in one more article of the warehouse, so that rare terms don't outshine all others
        (daily.articles / published.of_articles)
        / ((ever.articles + 1) / (select sum(of_articles) + 1 from published)) as lift
    from daily
    join published using (published_on, source_id)
    join ever using (term)
    where daily.articles >= 2
)

select * from final
order by published_on desc, articles * ln(1 + lift) desc, source_id, term;

comment on view trending is 'One row per day, source and key term of at least two of its articles that day: what the source wrote about more than usual, the latest day first.';
comment on column trending.term is 'Key term, in lower case.';
comment on column trending.articles is 'Articles of the source that day that have it among their key terms.';
comment on column trending.of_articles is 'Articles of the source that day.';
comment on column trending.lift is 'The term''s share of these articles over its share of all articles.';
