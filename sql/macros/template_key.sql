-- A line as templates compare it: the same steps as pipeline.clean.templates.template_key.
create or replace macro template_key(line) as
regexp_replace(trim(regexp_replace(lower(line), '\s+', ' ', 'g')), '[0-9]+', '0', 'g');

comment on macro template_key is 'A line in lower case, with single spaces and numbers as 0.';
