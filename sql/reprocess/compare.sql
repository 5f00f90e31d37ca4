-- The versions whose processing would differ: another value of a field, or another verdict on a line.
create or replace temp table reprocessed as
with

fresh_lines as (
    select article_id, revision, list((position, kind, rule) order by position) as verdicts
    from staging.removed_lines
    group by all
),

known_lines as (
    select article_id, revision, list((position, kind, rule) order by position) as verdicts
    from main.removed_lines
    semi join staging.revisions using (article_id, revision)
    group by all
),

fresh_details as (
    select article_id, revision, list((found_in, place, text, name) order by found_in, place) as found
    from (
        select article_id, revision, 'quotes' as found_in, place, text, speaker as name from staging.quotes
        union all
        select article_id, revision, 'mentions', place, text, kind || name from staging.mentions
        union all
        select article_id, revision, 'text_dates', place, text, cast(first as varchar) from staging.text_dates
    )
    group by all
),

known_details as (
    select article_id, revision, list((found_in, place, text, name) order by found_in, place) as found
    from (
        select article_id, revision, 'quotes' as found_in, place, text, speaker as name from main.quotes
        union all
        select article_id, revision, 'mentions', place, text, kind || name from main.mentions
        union all
        select article_id, revision, 'text_dates', place, text, cast(first as varchar) from main.text_dates
    )
    semi join staging.revisions using (article_id, revision)
    group by all
),

final as (
    select
        fresh.article_id,
        fresh.revision,
        known.source_id,
        (fresh.title, fresh.lead, fresh.body) is distinct from (known.title, known.lead, known.body) as is_text,
        (
            fresh.authors, fresh.published_at, fresh.published_on, fresh.modified_at, fresh.modified_on,
            fresh.language, fresh.publisher, fresh.section, fresh.tags, fresh.image_url, fresh.description,
            fresh.paywalled, fresh.source_ref
        ) is distinct from (
            known.authors, known.published_at, known.published_on, known.modified_at, known.modified_on,
            known.language, known.publisher, known.section, known.tags, known.image_url, known.description,
            known.paywalled, known.source_ref
        ) as is_fields,
        fresh_lines.verdicts is distinct from known_lines.verdicts
        or fresh.kept_lines is distinct from known.kept_lines as is_lines,
        fresh_details.found is distinct from known_details.found as is_details
    from staging.revisions as fresh
    join main.revisions as known using (article_id, revision)
    left join fresh_lines using (article_id, revision)
    left join known_lines using (article_id, revision)
    left join fresh_details using (article_id, revision)
    left join known_details using (article_id, revision)
)

select * from final
where is_text or is_fields or is_lines or is_details
