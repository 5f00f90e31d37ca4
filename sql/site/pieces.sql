-- The pieces that the articles' pages come in, with a sign of each; one row per piece.
select piece, cast(bit_xor(hash(sign, article_id)) as varchar) as sign
from article_signs
group by piece
order by piece
