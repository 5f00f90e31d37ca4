-- The templates of a source, in a state, or with an id that begins so; the most certain first.
select template_id, source_id, state, support, confidence, place, valid_from, valid_to, text
from templates
where
    ($source is null or source_id = $source)
    and ($state is null or state = $state)
    and ($id is null or starts_with(template_id, $id))
order by source_id, confidence desc, template_id
