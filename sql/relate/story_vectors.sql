-- What the articles of some days are compared by: of each the forty terms that weigh most, against how many articles of
-- its language had them in the two weeks up to its day. Names count more; `is_mark` are names and numbers, which are
-- written alike in many languages. Where there are few articles all words are taken to be about as rare.
create or replace temp table story_vectors as
with

versions as materialized (
    select doc, article_id, revision, coalesce(language, '') as language, day
    from related_versions
    where day between date '$from' - interval 13 day and date '$until'
),

index_rows as materialized (
    select term, doc, impact
    from postings
    where doc between (select min(doc) from versions) and (select max(doc) from versions)
    union all
    select term, doc, impact
    from postings_recent
    where doc between (select min(doc) from versions) and (select max(doc) from versions)
),

stopped as (
    select distinct words.term, words.language
    from words
    join stop_words on stop_words.surface = words.surface and stop_words.language = words.language
),

telling as materialized (
    select index_rows.term, index_rows.doc, index_rows.impact, versions.language, versions.day
    from index_rows
    join versions using (doc)
    anti join stopped on stopped.term = index_rows.term and stopped.language = versions.language
),

frequencies as (
    select
        day,
        language,
        term,
        sum(docs) over (
            partition by language, term order by day range between interval 13 day preceding and current row
        ) as docs
    from (select day, language, term, count(*) as docs from telling group by all)
),

sizes as (
    select
        day,
        language,
        sum(docs) over (
            partition by language order by day range between interval 13 day preceding and current row
        ) as docs
    from (select day, language, count(*) as docs from versions group by all)
),

stems as (
    select
        term,
        -- the same in every warehouse, whatever number a term has in it
        md5_number_lower(any_value(stem)) as key,
        regexp_full_match(any_value(stem), '[0-9]{2,}') and not regexp_full_match(any_value(stem), '(19|20)[0-9]{2}') as is_number
    from words
    where term in (select term from telling)
    group by term
),

named as (
    select distinct spoken.doc, words.term
    from (
        select versions.doc, versions.language, unnest(search_tokens(search_fold(mentions.name))) as surface
        from mentions
        join versions using (article_id, revision)
        where versions.day >= date '$from'
    ) as spoken
    join words on words.surface = spoken.surface and coalesce(words.language, '') = spoken.language
    where length(spoken.surface) > 2
),

weighed as (
    select
        telling.doc,
        stems.key,
        pow(telling.impact / 255.0, 1.5)
        * ln((sizes.docs + 50) / (frequencies.docs + 0.5))
        * case when named.term is null then 1 else 1.6 end as weight,
        named.term is not null or stems.is_number as is_mark
    from telling
    join frequencies using (day, language, term)
    join sizes using (day, language)
    join stems using (term)
    left join named on named.doc = telling.doc and named.term = telling.term
    where telling.day >= date '$from' and (sizes.docs < 50 or frequencies.docs < 0.3 * sizes.docs)
    qualify row_number() over (partition by telling.doc order by round(weight, 9) desc, stems.key) <= 40
),

final as (
    select versions.day, versions.article_id, versions.doc, versions.language, weighed.key, weighed.weight, weighed.is_mark
    from versions
    left join weighed using (doc)
    where versions.day >= date '$from'
)

select * from final
order by day, article_id, weight desc, key
