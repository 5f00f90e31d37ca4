-- The list of articles in pieces; one row per piece, the newest first, with its lines as JSON.
-- Where a piece begins depends on one article alone (its identity is a digest, one in 1,024 begins a piece), so that
-- new articles change the pieces of their own days and no others. Long titles are cut here: the article's page has all.
with

removed as (
    select article_id, revision, count(*) as lines
    from removed_lines
    group by all
),

listed as (
    select
        articles.article_id,
        coalesce(articles.published_on, cast(articles.first_seen as date)) as day,
        json_array(
            articles.article_id,
            strftime(coalesce(articles.published_on, cast(articles.first_seen as date)), '%Y-%m-%d'),
            cast(articles.published_on is null as integer),
            articles.source_id,
            articles.language,
            left(articles.title, 300),
            left(array_to_string(articles.authors, ', '), 120),
            articles.section,
            articles.word_count,
            articles.revision,
            coalesce(removed.lines, 0)
        ) as line,
        substr(articles.article_id, 14) < '004' as begins
    from articles
    left join removed using (article_id, revision)
),

numbered as (
    select *, sum(cast(begins as integer)) over (order by day, article_id rows unbounded preceding) as stretch
    from listed
),

final as (
    select
        stretch,
        coalesce(min(article_id) filter (begins), 'first') as piece,
        count(*) as articles,
        string_agg(cast(line as varchar), ',' || chr(10) order by day desc, article_id desc) as lines
    from numbered
    group by all
)

select piece, articles, lines
from final
order by stretch desc
