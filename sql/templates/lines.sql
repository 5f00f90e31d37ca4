-- The lines of the latest articles of the asked sources, kept ones and those set aside as templates; with where
-- they stand among them. Headlines are never templates. What is as long as a book is left out: it says little of what
-- a source repeats, and cutting n lines out of a text takes n times its length.
create or replace temp table template_articles as
select
    row_number() over () as article,
    article_id,
    revision,
    source_id,
    lead,
    body,
    kept_lines,
    coalesce(published_on, cast(first_seen as date)) as day
from revisions
where is_current and source_id in (select unnest($sources)) and length(body) <= 200_000
qualify row_number() over (partition by source_id order by coalesce(published_on, cast(first_seen as date)) desc, article_id) <= 2000;

-- A line is compared by the hash of its key; longer ones than a template can be are compared as they are.
create or replace temp table template_lines as
with

kept as (
    select
        article,
        source_id,
        line.position,
        case line.field when 'body' then substring(body, line.start, line.length) when 'lead' then lead else line.text end as text
    from (select article, source_id, lead, body, unnest(kept_lines) as line from template_articles)
    where line.kind <> 'title'
),

set_aside as (
    select template_articles.article, source_id, removed_lines.position, removed_lines.text
    from removed_lines
    join template_articles using (article_id, revision)
    where removed_lines.kind = 'template'
),

everything as (
    select * from kept where text is not null
    union all
    select * from set_aside
),

final as (
    select
        article,
        source_id,
        position,
        text,
        hash(case when length(text) <= 400 then template_key(text) else text end) as line,
        length(text) as size
    from everything
    where length(trim(text)) > 0
)

select
    article,
    source_id,
    position,
    line,
    size,
    case when size <= 400 then text end as text,
    row_number() over (partition by article order by position) as from_start,
    row_number() over (partition by article order by position desc) as from_end
from final
