-- What the articles' pages are made of, in pieces named by how the articles' ids begin; one row per piece, with a
-- sign that changes when anything in it does. $width: letters of the id.
select
    left(article_id, $width) as piece,
    count(*) filter (is_current) as articles,
    cast(
        bit_xor(hash(
            article_id, revision, is_current, first_seen, processed_at, superseded_at, content_digest, rule_set
        ))
        as varchar
    ) as sign
from revisions
group by all
order by piece
