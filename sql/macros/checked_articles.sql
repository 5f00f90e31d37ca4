-- One row per article that is being checked: those the checked run captured, or all.
create or replace macro checked_articles() as table
select distinct article_id
from captures
where article_id is not null and in_checked_run(run_id);

comment on macro table checked_articles is 'Articles that the checked run captured, or all where checks look at everything.';
