-- One row per line of the input that an article's current version came from, in order: kept and removed
-- together give the input again.
create or replace macro lines(id) as table
with

kept as (
    select
        line.position,
        case line.field
            when 'body' then substring(articles.body, line.start, line.length)
            when 'title' then articles.title
            when 'lead' then articles.lead
            else line.text
        end as text,
        true as kept,
        line.kind,
        line.rule
    from (
        select title, lead, body, unnest(kept_lines) as line
        from revisions
        where article_id = id and is_current
    ) as articles
),

set_aside as (
    select removed_lines.position, removed_lines.text, false as kept, removed_lines.kind, removed_lines.rule
    from removed_lines
    where
        removed_lines.article_id = id
        and removed_lines.revision = (select revision from revisions where article_id = id and is_current)
),

final as (
    select * from kept
    union all
    select * from set_aside
)

select * from final
order by position;

comment on macro table lines is 'Lines of the input of the article `id`, in order, kept and removed: from lines(''0a1b…'').';
