-- One row per line that was removed from an article's current version, in order.
create or replace macro removed(id) as table
select position, text, kind, rule
from lines(id)
where not kept
order by position;

comment on macro table removed is 'Lines removed from the article `id`, with their rules: from removed(''0a1b…'').';
