-- One row per author and source.
create or replace view authors as
select
    author,
    source_id,
    count(*) as articles,
    min(published_on) as first_published,
    max(published_on) as last_published,
    list_sort(list_distinct(list(section) filter (where section is not null))) as sections
from (
    select source_id, published_on, section, unnest(authors) as author
    from articles
)
group by all;

comment on view authors is 'One row per author and source: who writes how much, since when, about what.';
comment on column authors.author is 'Name as printed.';
comment on column authors.articles is 'Articles with that name.';
comment on column authors.first_published is 'Day of the earliest one.';
comment on column authors.last_published is 'Day of the latest one.';
comment on column authors.sections is 'Sections they stand in.';
