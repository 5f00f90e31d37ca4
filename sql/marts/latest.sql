-- One row per article, the newest first.
create or replace view latest as
select
    published_on,
    published_at,
    source_id,
    title,
    lead,
    authors,
    language,
    section,
    url,
    word_count,
    revision,
    article_id
from articles
order by coalesce(published_at, cast(published_on as timestamptz), first_seen) desc, article_id;

comment on view latest is 'One row per article, the newest first; those without a date stand where they were first seen.';
