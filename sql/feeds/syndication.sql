-- title: Syndication
-- description: The hundred newest texts that several outlets published: where each probably comes from, and how much of it
--     every outlet kept and added.
-- grain: one row per article that is one of several with the same text, the newest group first
-- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed
with

groups as (
    select syndication.copy_group, max(feed_entries.moment) as newest, count(*) as copies
    from syndication
    join feed_entries using (article_id)
    group by syndication.copy_group
    order by newest desc, syndication.copy_group
    limit 100
),

final as (
    select
        syndication.copy_group,
        groups.newest,
        groups.copies,
        syndication.article_id,
        syndication.article_id || '/copy' as entry_id,
        feed_entries.title,
        case
            when syndication.is_origin then 'The probable origin of ' || groups.copies || ' copies: ' || syndication.evidence
            else cast(round(100 * syndication.kept_share) as integer) || ' % of the text of ' || coalesce(origin.source_name, 'the origin')
                || ', ' || cast(round(100 * syndication.own_share) as integer) || ' % of its own'
        end as summary,
        feed_entries.url,
        feed_entries.published_at,
        feed_entries.published_on,
        feed_entries.updated_at,
        feed_entries.language,
        feed_entries.publisher,
        syndication.source_id,
        feed_entries.source_name,
        syndication.is_origin,
        syndication.origin_article_id,
        syndication.agency,
        round(syndication.similarity, 4) as similarity,
        round(syndication.kept_share, 4) as kept_share,
        round(syndication.own_share, 4) as own_share
    from syndication
    join groups using (copy_group)
    join feed_entries using (article_id)
    left join feed_entries as origin on origin.article_id = syndication.origin_article_id
)

select * exclude (newest)
from final
order by newest desc, copy_group, is_origin desc, article_id
