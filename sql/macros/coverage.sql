-- One row per day and source that has articles a query finds; the query is as for `search`.
create or replace macro coverage(query) as table
with

found as (
    select published_on, source_id, count(*) as articles
    from matching(query)
    where published_on is not null
    group by published_on, source_id
),

published as (
    select published_on, source_id, count(*) as of_articles
    from search_documents
    where is_live
    group by published_on, source_id
),

final as (
    select
        found.published_on,
        found.source_id,
        found.articles,
        published.of_articles,
        found.articles / published.of_articles as share_of_articles
    from found
    join published using (published_on, source_id)
)

select * from final
order by published_on, articles desc, source_id;

comment on macro table coverage is 'How many articles a query finds, by day and source, beside how many the source had that day: from coverage(''putin nordkorea'').';
