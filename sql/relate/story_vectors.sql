-- One row per article of some days: what it is compared by. Of each the sixty terms that weigh most, against how many
-- articles of its language had them in the two weeks up to its day. Names count more; `is_mark` are names and numbers, which are
-- written alike in many languages. Where there are few articles all words are taken to be about as rare.
create or replace temp table new_vectors as
with

versions as materialized (
    select
        doc,
        article_id,
        revision,
        coalesce(language, '') as language,
        day,
        day >= date '$from' as is_wanted,
        -- A number is grouped and joined by in half the time of a day and a language.
        cast(dense_rank() over (order by day, coalesce(language, '')) as uinteger) as cell
    from related_versions
    where day between date '$from' - interval 13 day and date '$until'
),

cells as materialized (
    select
        cell,
        any_value(language) as language,
        any_value(day) - date '1970-01-01' as day,
        any_value(is_wanted) as is_wanted,
        count(*) as versions
    from versions
    group by cell
),

sizes as (
    select
        cell,
        sum(versions) over (partition by language order by day range between 13 preceding and current row) as docs
    from cells
),

index_rows as materialized (
    select index_rows.term, index_rows.doc, index_rows.impact, versions.cell, versions.is_wanted
    from (
        select term, doc, impact
        from postings
        where doc between (select min(doc) from versions) and (select max(doc) from versions)
        union all
        select term, doc, impact
        from postings_recent
        where doc between (select min(doc) from versions) and (select max(doc) from versions)
    ) as index_rows
    join versions using (doc)
),

frequencies as (
    select
        counted.cell,
        counted.term,
        cells.language,
        cells.is_wanted,
        sum(counted.docs) over (
            partition by cells.language, counted.term order by cells.day range between 13 preceding and current row
        ) as docs
    from (select cell, term, count(*) as docs from index_rows group by cell, term) as counted
    join cells using (cell)
),

stopped as (
    select distinct words.term, words.language
    from words
    join stop_words on stop_words.surface = words.surface and stop_words.language = words.language
),

stems as (
    select
        term,
        -- The same in every warehouse, whatever number a term has in it; of 37 bits, for what is below.
        cast(md5_number_lower(any_value(stem)) >> 27 as bigint) as key,
        regexp_full_match(any_value(stem), '[0-9]{2,}') and not regexp_full_match(any_value(stem), '(19|20)[0-9]{2}') as is_number
    from words
    where term in (select term from frequencies where is_wanted)
    group by term
),

rarities as materialized (
    select
        frequencies.cell,
        frequencies.term,
        stems.key,
        stems.is_number,
        ln((sizes.docs + 50) / (frequencies.docs + 0.5)) as rarity
    from frequencies
    join sizes using (cell)
    join stems using (term)
    anti join stopped on stopped.term = frequencies.term and stopped.language = frequencies.language
    where frequencies.is_wanted and (sizes.docs < 50 or frequencies.docs < 0.3 * sizes.docs)
),

named as materialized (
    select distinct spoken.doc, words.term
    from (
        select versions.doc, versions.language, unnest(search_tokens(search_fold(mentions.name))) as surface
        from mentions
        join versions using (article_id, revision)
        where versions.is_wanted
    ) as spoken
    join words on words.surface = spoken.surface and coalesce(words.language, '') = spoken.language
    where length(spoken.surface) > 2
),

-- As one number, weight first: the highest of numbers are found in a fifth of the time that those of rows take.
heaviest as (
    select
        index_rows.doc,
        max(
            (cast(
                least(
                    pow(index_rows.impact / 255.0, 1.25)
                    * rarities.rarity
                    * case when named.term is null then 1 else 1.6 end,
                    32
                ) * 1e6
                as bigint
            ) << 38)
            + rarities.key * 2
            + cast(named.term is not null or rarities.is_number as bigint),
            60
        ) as terms
    from index_rows
    join rarities using (cell, term)
    left join named on named.doc = index_rows.doc and named.term = index_rows.term
    where index_rows.is_wanted
    group by index_rows.doc
),

final as (
    select
        versions.day,
        versions.doc,
        versions.article_id,
        versions.language,
        coalesce(list_transform(heaviest.terms, lambda each: (each >> 1) & 137438953471), []) as keys,
        coalesce(list_transform(heaviest.terms, lambda each: cast((each >> 38) / 1e6 as float)), []) as weights,
        coalesce(list_transform(heaviest.terms, lambda each: each & 1 = 1), []) as are_marks
    from versions
    left join heaviest using (doc)
    where versions.is_wanted
)

select * from final
