-- The evidence for the fields of an article's current version; one row per candidate, the chosen ones first.
select field_evidence.field, field_evidence.value, field_evidence.origin, field_evidence.chosen, field_evidence.reason
from field_evidence
join articles using (article_id, revision)
where article_id = $id
order by field_evidence.field, field_evidence.chosen desc, field_evidence.origin
