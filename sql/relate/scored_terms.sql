-- The forty terms of each version of unrelated that weigh most against how many articles have them. For many versions
-- at once, because counting the articles of a term reads all postings.
create or replace temp table scored_terms as
with

index_rows as materialized (
    select term, doc, impact
    from postings
    where doc between (select min(doc) from unrelated) and (select max(doc) from unrelated)
    union all
    select term, doc, impact
    from postings_recent
    where doc between (select min(doc) from unrelated) and (select max(doc) from unrelated)
),

wanted as materialized (
    select distinct term from index_rows
),

-- A version that is no more shown, as of a rule that was taken back, leaves no trace.
retired as (
    select doc from search_documents where not is_live
),

-- Counted for all terms, because looking each posting's term up first takes twice as long.
frequencies as (
    select counted.term, counted.docs
    from (
        select term, count(*) as docs
        from (
            select term from postings anti join retired using (doc)
            union all
            select term from postings_recent anti join retired using (doc)
        )
        group by term
    ) as counted
    semi join wanted using (term)
),

stopped as (
    select distinct words.term, words.language
    from words
    join stop_words on stop_words.surface = words.surface and stop_words.language = words.language
),

final as (
    select
        index_rows.doc,
        index_rows.term,
        index_rows.impact / 255.0 * 2.2 * ln(1 + (sizes.docs - frequencies.docs + 0.5) / (frequencies.docs + 0.5)) as score
    from index_rows
    join unrelated using (doc)
    join frequencies using (term)
    cross join (select count(*) as docs from search_documents where is_live) as sizes
    anti join stopped on stopped.term = index_rows.term and stopped.language = unrelated.language
    where sizes.docs < 20 or frequencies.docs <= 0.2 * sizes.docs
    qualify row_number() over (partition by index_rows.doc order by score desc, index_rows.term) <= 40
)

select * from final
