-- What the articles' pages are made of, in pieces named by how the articles' ids begin; one row per piece, with a
-- sign that changes when anything in it does, the copies of its articles among it. $width: letters of the id.
with

versions as (
    select
        article_id,
        is_current,
        hash(
            article_id, revision, is_current, first_seen, processed_at, superseded_at, content_digest, rule_set
        ) as sign
    from revisions
),

groups as (
    select copy_group, bit_xor(hash(article_id, revision, is_origin, kept_share, own_share)) as sign
    from syndication
    group by all
),

copies as (
    select syndication.article_id, false as is_current, hash(syndication.article_id, groups.sign) as sign
    from syndication
    join groups using (copy_group)
),

final as (
    select * from versions
    union all
    select * from copies
)

select
    left(article_id, $width) as piece,
    count(*) filter (is_current) as articles,
    cast(bit_xor(sign) as varchar) as sign
from final
group by all
order by piece
