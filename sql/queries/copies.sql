-- One row per article with the same text as one of them, that one included, the origin first.
select
    syndication.article_id,
    syndication.source_id,
    articles.published_at,
    articles.published_on,
    articles.title,
    syndication.is_origin,
    syndication.agency,
    syndication.evidence,
    syndication.kept_share
from syndication
join articles using (article_id)
where copy_group in (select copy_group from syndication where article_id = $id)
order by is_origin desc, coalesce(published_at, published_on, articles.first_seen), syndication.article_id
