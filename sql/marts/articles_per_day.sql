-- One row per day, source, language and section.
create or replace view articles_per_day as
select
    published_on,
    source_id,
    language,
    section,
    count(*) as articles,
    cast(sum(word_count) as bigint) as words
from articles
group by all;

comment on view articles_per_day is 'One row per day of publication, source, language and section.';
comment on column articles_per_day.articles is 'Articles of that day.';
comment on column articles_per_day.words is 'Words in them.';
