-- The key terms just found, and the versions they are of.
insert into terms by name
select
    portion.article_id,
    portion.revision,
    cast(key_terms.place as integer) as place,
    key_terms.term,
    key_terms.words,
    cast(key_terms.count as integer) as count,
    key_terms.score
from key_terms
join portion using (doc)
order by portion.doc, key_terms.place;

insert into related_versions by name
select doc, article_id, revision, language, day
from portion
order by doc
