-- The lines of the latest articles of the asked sources, kept ones and those set aside as templates; with where
-- they stand among them. Headlines are never templates. What is as long as a book is left out: it says little of what
-- a source repeats, and cutting n lines out of a text takes n times its length.
create or replace temp table template_articles as
select
    article_id,
    revision,
    source_id,
    title,
    lead,
    body,
    kept_lines,
    coalesce(published_on, cast(first_seen as date)) as day
from revisions
where is_current and source_id in (select unnest($sources)) and length(body) <= 200_000
qualify row_number() over (partition by source_id order by coalesce(published_on, cast(first_seen as date)) desc, article_id) <= 2000;

create or replace temp table template_lines as
with

kept as (
    select
        article_id,
        source_id,
        day,
        line.position,
        case line.field when 'body' then substring(body, line.start, line.length) when 'lead' then lead else line.text end as text
    from (select article_id, source_id, day, lead, body, unnest(kept_lines) as line from template_articles)
    where line.kind <> 'title'
),

set_aside as (
    select template_articles.article_id, source_id, day, removed_lines.position, removed_lines.text
    from removed_lines
    join template_articles using (article_id, revision)
    where removed_lines.kind = 'template'
),

everything as (
    select * from kept where text is not null
    union all
    select * from set_aside
)

select
    everything.*,
    template_key(text) as key,
    length(text) as size,
    row_number() over (partition by article_id order by position) as from_start,
    row_number() over (partition by article_id order by position desc) as from_end
from everything
where length(trim(text)) > 0;
