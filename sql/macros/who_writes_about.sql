-- One row per author and source whose articles a query finds, those who write most about it first.
create or replace macro who_writes_about(query) as table
select
    author,
    source_id,
    count(*) as articles,
    min(published_on) as first_day,
    max(published_on) as last_day
from (
    select unnest(revisions.authors) as author, revisions.source_id, revisions.published_on
    from matching(query) as found
    join revisions using (article_id, revision)
)
group by all
order by articles desc, author, source_id;

comment on macro table who_writes_about is 'Authors of the articles that a query finds, those with most of them first: from who_writes_about(''putin nordkorea'').';
