-- One row per other article with the same text as the article `id`, the most similar first.
create or replace macro copies_of(id) as table
with

pairs as (
    select other_article_id as article_id, other_revision as revision, similarity, containment, other_containment
    from near_duplicates
    where article_id = id and revision = (select revision from revisions where article_id = id and is_current)
    union all
    select article_id, revision, similarity, other_containment as containment, containment as other_containment
    from near_duplicates
    where
        other_article_id = id
        and other_revision = (select revision from revisions where article_id = id and is_current)
),

group_of as (
    select article_id, is_origin, evidence, agency
    from syndication
    where copy_group in (select copy_group from syndication where article_id = id) and article_id <> id
),

final as (
    select
        articles.article_id,
        articles.source_id,
        articles.published_on,
        articles.title,
        group_of.is_origin,
        pairs.similarity,
        pairs.containment,
        pairs.other_containment
    from group_of
    join articles using (article_id)
    left join pairs using (article_id, revision)
)

select * from final
order by is_origin desc, similarity desc nulls last, article_id;

comment on macro table copies_of is 'Other articles with the same text as the article `id`, edited or not, the probable origin first; containment is how much of its text stands in the other one: from copies_of(''0a1b…''). What was added or cut is in copy_changes.';
