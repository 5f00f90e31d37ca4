-- What the page of each article is made of; one row per article, with a sign that changes when anything in it does, its
-- copies elsewhere among it, and the row its current version stands in. $width: letters of the id that name its piece.
create or replace temp table article_signs as
with

versions as (
    select
        article_id,
        max(rowid) filter (is_current) as place,
        bit_xor(hash(
            article_id, revision, is_current, first_seen, processed_at, superseded_at, content_digest, rule_set
        )) as sign
    from revisions
    group by article_id
),

groups as (
    select copy_group, bit_xor(hash(article_id, revision, is_origin, kept_share, own_share)) as sign
    from syndication
    group by copy_group
),

copies as (
    select syndication.article_id, bit_xor(hash(syndication.article_id, groups.sign)) as sign
    from syndication
    join groups using (copy_group)
    group by syndication.article_id
),

final as (
    select
        left(versions.article_id, $width) as piece,
        versions.article_id,
        versions.place,
        xor(versions.sign, coalesce(copies.sign, 0)) as sign
    from versions
    left join copies using (article_id)
    where versions.place is not null
)

select * from final
