-- One row per thing that changed between consecutive versions of an article: a field, or a paragraph.
-- A paragraph that only moved does not count as changed.
create or replace macro revision_diff(id) as table
with

history as (
    select
        revision,
        first_seen,
        title,
        lead,
        array_to_string(authors, ', ') as authors,
        coalesce(cast(published_at as varchar), cast(published_on as varchar)) as published,
        section,
        description,
        paragraphs(body) as body,
        row_number() over (order by first_seen, revision) as place
    from revisions
    where article_id = id
),

pairs as (
    select newer, older
    from history as newer
    join history as older on newer.place = older.place + 1
),

fields as (
    select newer.revision, older.revision as previous_revision, newer.first_seen, 0 as position, field.*
    from (
        select
            newer,
            older,
            unnest([
                {field: 'title', before: older.title, after: newer.title},
                {field: 'lead', before: older.lead, after: newer.lead},
                {field: 'authors', before: older.authors, after: newer.authors},
                {field: 'published', before: older.published, after: newer.published},
                {field: 'section', before: older.section, after: newer.section},
                {field: 'description', before: older.description, after: newer.description}
            ]) as field
        from pairs
    )
    where field.before is distinct from field.after
),

taken_out as (
    select
        newer.revision,
        older.revision as previous_revision,
        newer.first_seen,
        position,
        'paragraph' as field,
        older.body[position] as before,
        null as after
    from (select newer, older, unnest(range(1, len(older.body) + 1)) as position from pairs)
    where not list_contains(newer.body, older.body[position])
),

put_in as (
    select
        newer.revision,
        older.revision as previous_revision,
        newer.first_seen,
        position,
        'paragraph' as field,
        null as before,
        newer.body[position] as after
    from (select newer, older, unnest(range(1, len(newer.body) + 1)) as position from pairs)
    where not list_contains(older.body, newer.body[position])
),

final as (
    select * from fields
    union all by name
    select * from taken_out
    union all by name
    select * from put_in
)

select revision, previous_revision, first_seen, field, position, before, after
from final
order by first_seen, revision, position, after is not null;

comment on macro table revision_diff is 'What changed from version to version of the article `id`: fields, and paragraphs taken out (before) or put in (after): from revision_diff(''0a1b…'').';
