-- The paragraphs of a body, as a list.
create or replace macro paragraphs(body) as
list_filter(string_split(body, chr(10) || chr(10)), lambda paragraph: paragraph <> '');

comment on macro paragraphs is 'The paragraphs of a body, as a list.';
