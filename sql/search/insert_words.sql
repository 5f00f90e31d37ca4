-- New word forms; a stem that is there already keeps its number.
insert into words by name
with

stems as (
    select distinct stem
    from stemmed_words
    anti join words using (stem)
),

numbered as (
    select
        stem,
        (select coalesce(max(term), 0) from words) + row_number() over (order by stem) as term
    from stems
    union all
    select distinct words.stem, words.term
    from words
    semi join stemmed_words using (stem)
),

final as (
    select
        stemmed_words.surface,
        stemmed_words.language,
        stemmed_words.stem,
        cast(numbered.term as uinteger) as term,
        md5_number_lower(stemmed_words.surface) as key
    from stemmed_words
    join numbered using (stem)
)

select * from final
