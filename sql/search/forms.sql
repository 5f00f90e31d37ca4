-- One row per word form of the texts to index, by number: as it is compared, and searched as which term; null for one
-- that the dictionary lacks. What is longer than any word is left out.
create or replace temp table forms as
with

folded as (
    select number, language, search_fold(word) as surface
    from numbered_words
    where length(word) <= 64
),

keyed as (
    select *, md5_number_lower(surface) as key
    from folded
),

final as (
    select keyed.*, words.term
    from keyed
    left join words on words.key = keyed.key and words.language is not distinct from keyed.language
)

select * from final
