-- severity: warning
-- title: a text has no characters that a wrong decoding leaves
with

final as (
    select
        article_id,
        revision,
        source_id,
        encoding_damage(concat_ws(chr(10), title, lead, body)) as found
    from revisions
    where in_checked_run(run_id)
)

select * from final
where found <> ''
