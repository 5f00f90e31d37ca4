-- The versions of unprinted, with how many shingles each has (incoming_prints).
insert into fingerprints by name
select unprinted.text, unprinted.article_id, unprinted.revision, unprinted.processed_at, $method as method, incoming_prints.shingles
from unprinted
join incoming_prints using (text)
