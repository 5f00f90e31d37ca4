-- A line as templates compare it: the same steps as pipeline.clean.templates.template_key. Most lines have nothing to
-- replace, and finding that out costs a tenth of replacing.
create or replace macro template_key(line) as
case
    when regexp_matches(line, '[0-9\t\n\f\r]|  ')
        then regexp_replace(trim(regexp_replace(lower(line), '\s+', ' ', 'g')), '[0-9]+', '0', 'g')
    else lower(trim(line))
end;

comment on macro template_key is 'A line in lower case, with single spaces and numbers as 0.';
