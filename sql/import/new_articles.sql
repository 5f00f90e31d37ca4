-- Articles of the import that are not here; their versions come as they are.
create or replace temp table new_articles as
select distinct article_id
from given_revisions
anti join revisions using (article_id)
