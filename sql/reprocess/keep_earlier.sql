-- Replace the processings that differ; what they replace is kept. All in the caller's one transaction.
insert into earlier_processings by name
select
    revisions.* exclude (is_current, first_seen, last_seen, superseded_at, source_id, url),
    coalesce(lines.removed_lines, []) as removed_lines,
    $now as replaced_at
from main.revisions
semi join reprocessed using (article_id, revision)
left join (
    select
        article_id,
        revision,
        list({position: position, text: text, kind: kind, rule: rule} order by position) as removed_lines
    from main.removed_lines
    group by all
) as lines using (article_id, revision);
