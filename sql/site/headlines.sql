-- The newest changes of headlines; one row per change. As headline_changes has them, without reading the texts.
with

history as (
    select
        article_id,
        revision,
        source_id,
        language,
        first_seen,
        title as title_after,
        lag(title) over following as title_before,
        row_number() over following as place
    from revisions
    where article_id in (select article_id from revisions where revision > 1)
    window following as (partition by article_id order by first_seen, revision)
),

final as (
    select *
    from history
    where place > 1 and title_before is distinct from title_after
)

select
    final.article_id,
    coalesce(sources.name, final.source_id) as source,
    strftime(final.first_seen, '%Y-%m-%d %H:%M') as seen,
    final.language,
    final.title_before,
    final.title_after
from final
left join sources using (source_id)
order by final.first_seen desc, final.article_id, final.revision desc
limit 15
