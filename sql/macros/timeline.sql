-- One row per day with articles that a query finds; the query is as for `search`.
create or replace macro timeline(query) as table
with

found as (
    select
        published_on,
        count(*) as articles,
        count(distinct source_id) as sources,
        arg_max(article_id, score) as example_article_id
    from matching(query)
    where published_on is not null
    group by published_on
),

published as (
    select published_on, count(*) as of_articles
    from search_documents
    where is_live
    group by published_on
),

final as (
    select
        found.published_on,
        found.articles,
        published.of_articles,
        found.articles / published.of_articles as share_of_articles,
        found.sources,
        articles.title as example
    from found
    join published using (published_on)
    join articles on articles.article_id = found.example_article_id
)

select * from final
order by published_on;

comment on macro table timeline is 'How many articles a query finds day by day, in how many sources, and the headline of the best of them: from timeline(''bridge'').';
