-- A person's decision; gives the templates it is about.
update templates
set state = $state, decided_at = $now
where starts_with(template_id, $id)
returning template_id
