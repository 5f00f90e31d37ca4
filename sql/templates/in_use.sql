-- The templates that are applied: confirmed ones, and learned ones that are sure enough.
select source_id, key, template_id, ends_article
from templates
where state = 'confirmed' or (state = 'learned' and confidence >= 0.8)
order by source_id, key
