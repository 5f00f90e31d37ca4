-- One row per indexed current version without key terms, some thousands at a time: how it is numbered, and its day.
create or replace temp table unrelated as
with

fresh as (
    select doc, article_id, revision, language
    from search_documents
    anti join related_versions using (doc, article_id, revision)
    where is_live
    order by doc
    limit $most
),

dated as (
    select
        fresh.*,
        revisions.published_on,
        revisions.first_seen,
        regexp_extract(
            captures.uri,
            '(?:^|[^0-9])((?:19|20)[0-9]{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12][0-9]|3[01])(?:[^0-9]|$)',
            ['year', 'month', 'day']
        ) as named
    from fresh
    join revisions using (article_id, revision)
    left join captures using (capture_id)
),

final as (
    select
        doc,
        article_id,
        revision,
        language,
        coalesce(
            published_on,
            try_cast(concat_ws('-', named.year, named.month, named.day) as date),
            cast(first_seen as date)
        ) as day
    from dated
)

select * from final
