-- What `matching` gives, for a query of plain words (is_words): any of them counts. As few steps as there can be,
-- because each takes its share of a millisecond to plan.
create or replace macro matching_words(query, most := null) as table
with

wanted as materialized (
    select distinct token
    from (select unnest(word_tokens(query)) as token)
    where token <> ''
),

exact as materialized (
    select key, term
    from words
    where key in (select md5_number_lower(token) from wanted)
),

-- Forms that no text has: those words whose stem is how they begin, the longest such stem.
near as (
    select words.term
    from (
        select token, unnest(list_transform(range(6), lambda less: left(token, length(token) - less))) as stem
        from wanted
        where length(token) >= 5 and md5_number_lower(token) not in (select key from exact)
    ) as beginnings
    join words using (stem)
    where length(stem) >= 4
    qualify rank() over (partition by beginnings.token order by length(stem) desc) = 1
),

terms as materialized (
    select term from exact
    union
    select term from near
),

-- Versions whose postings have not been swept out yet count for nothing, neither as finds nor in how rare a word is.
hits as materialized (
    select term, doc, impact
    from (
        select * from postings
        union all
        select * from postings_recent
    )
    where
        term in (select term from terms)
        and doc not in (select doc from search_documents where not is_live)
),

rarities as (
    select
        term,
        round(
            1e9 * ln(1 + ((select count(*) from search_documents where is_live) - count(*) + 0.5) / (count(*) + 0.5)) * 2.2 / 255
        ) as weight
    from hits
    group by term
),

best as materialized (
    -- Whole numbers: their sum is the same in whatever order it is made.
    select hits.doc, sum(hits.impact * rarities.weight) / 1e9 as score
    from hits
    join rarities using (term)
    group by hits.doc
    order by score desc, doc
    limit most
),

-- By row number, so that only the rows of what was found are read.
rows_found as materialized (
    select documents.rowid as place, best.score
    from search_documents as documents
    join best using (doc)
),

final as (
    select
        documents.doc,
        documents.article_id,
        documents.revision,
        documents.source_id,
        documents.language,
        documents.published_on,
        documents.place,
        rows_found.score,
        (select list(token) from wanted) as tokens
    from search_documents as documents
    join rows_found on documents.rowid = rows_found.place
)

select * from final;

comment on macro table matching_words is 'The part of matching that answers a query of plain words.';
