-- Articles whose group of copies may be another one now: those just compared, their copies, and all the groups of these.
create or replace temp table touched_articles as
with

compared as (
    select article_id from unprinted
    union
    select article_id from stale_texts
),

copies as (
    select article_id from compared
    union
    select near_duplicates.other_article_id
    from near_duplicates
    semi join compared using (article_id)
    union
    select near_duplicates.article_id
    from near_duplicates
    semi join compared on compared.article_id = near_duplicates.other_article_id
),

final as (
    select article_id from copies
    union
    select syndication.article_id
    from syndication
    where copy_group in (select copy_group from syndication semi join copies using (article_id))
)

select * from final
