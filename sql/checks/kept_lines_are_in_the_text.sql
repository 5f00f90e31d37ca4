-- severity: error
-- title: each kept line lies within the field that holds it
with

measured as (
    select
        article_id,
        revision,
        length(title) as of_title,
        length(lead) as of_lead,
        length(body) as of_body,
        kept_lines
    from revisions
    where in_checked_run(run_id)
),

located as (
    select * exclude (kept_lines), unnest(kept_lines) as line
    from measured
),

final as (
    select article_id, revision, line.position
    from located
    where
        case line.field
            when 'body' then line.start + line.length - 1 > of_body
            when 'title' then line.length is distinct from of_title
            when 'lead' then line.length is distinct from of_lead
            else line.text is null
        end
)

select * from final
