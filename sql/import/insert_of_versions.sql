-- Rows about versions that were taken over, under their number here; {table} is one of the tables of such rows.
insert into {table} by name
select given.* replace (taken.revision as revision)
from given_{table} as given
join taken on given.article_id = taken.article_id and given.revision = taken.given_revision
