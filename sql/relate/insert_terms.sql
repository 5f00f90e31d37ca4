-- The key terms just found, and the versions they are of.
insert into terms by name
select
    unrelated.article_id,
    unrelated.revision,
    cast(key_terms.place as integer) as place,
    key_terms.term,
    key_terms.words,
    cast(key_terms.count as integer) as count,
    key_terms.score
from key_terms
join unrelated using (doc)
order by unrelated.doc, key_terms.place;

insert into related_versions by name
select doc, article_id, revision, language, day
from unrelated
order by doc
