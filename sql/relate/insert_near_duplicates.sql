-- Pairs that turned out to be copies (incoming_pairs).
insert into near_duplicates by name
select
    mine.article_id,
    mine.revision,
    others.article_id as other_article_id,
    others.revision as other_revision,
    incoming_pairs.similarity,
    incoming_pairs.containment,
    incoming_pairs.other_containment
from incoming_pairs
join fingerprints as mine on mine.text = incoming_pairs.text
join fingerprints as others on others.text = incoming_pairs.other
