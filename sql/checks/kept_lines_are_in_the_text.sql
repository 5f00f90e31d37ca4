-- severity: error
-- title: each kept line lies within the field that holds it
with

located as (
    select article_id, revision, title, lead, body, unnest(kept_lines) as line
    from revisions
    where in_checked_run(run_id)
),

final as (
    select article_id, revision, line.position
    from located
    where
        case line.field
            when 'body' then line.start + line.length - 1 > length(body)
            when 'title' then line.length is distinct from length(title)
            when 'lead' then line.length is distinct from length(lead)
            else line.text is null
        end
)

select * from final
