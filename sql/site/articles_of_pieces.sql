-- The articles of some pieces, with the sign of each and the row it stands in; one row per article. wanted_pieces: which.
select piece, article_id, lower(to_hex(sign)) as sign, place
from article_signs
where piece in (select piece from wanted_pieces)
order by piece, article_id
