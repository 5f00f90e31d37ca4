-- One row per version of an article that newsmill had made by a moment, as it had cleaned it then.
create or replace macro as_processed(moment) as table
with

processings as (
    select article_id, revision, title, lead, body, rule_set, processed_at, null as replaced_at
    from revisions
    union all
    select article_id, revision, title, lead, body, rule_set, processed_at, replaced_at
    from earlier_processings
),

final as (
    select article_id, revision, title, lead, body, rule_set, processed_at
    from processings
    where processed_at <= moment and (replaced_at is null or replaced_at > moment)
)

select * from final
order by article_id, revision;

comment on macro table as_processed is 'Versions of articles as newsmill had cleaned them at a moment: from as_processed(timestamptz ''2026-03-10 12:00:00Z'').';
