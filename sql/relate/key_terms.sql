-- The key terms of the versions of portion, out of scored_terms: words that stand in few other articles and often or prominently in this
-- one, and pairs of such words that stand side by side. A word that hardly stands outside of a pair is left to the pair.
create or replace temp table key_terms as
with

-- By row number first: texts are read only where they are wanted.
places as materialized (
    select revisions.rowid as place, portion.doc, portion.language
    from revisions
    join portion using (article_id, revision)
),

written as (
    select
        places.doc,
        places.language,
        concat_ws(' . ', revisions.title, revisions.lead, revisions.body) as text
    from revisions
    join places on revisions.rowid = places.place
),

texts as (
    select
        doc,
        language,
        regexp_extract_all(
            case when regexp_matches(text, unspaced()) then array_to_string(search_tokens(text), ' ') else text end,
            '[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}\s’''-]'
        ) as tokens
    from written
),

tokens as materialized (
    select doc, language, unnest(tokens) as word, unnest(range(len(tokens))) as place
    from texts
),

-- Each form is folded and looked up once.
known_forms as materialized (
    select spelled.word, spelled.language, words.term
    from (
        select word, language, search_fold(word) as surface
        from (select distinct word, language from tokens)
        where length(word) > 1 and not regexp_matches(word, '^\p{N}+$')
    ) as spelled
    join words on words.surface = spelled.surface and words.language is not distinct from spelled.language
    where words.term in (select term from scored_terms)
),

standing as materialized (
    select tokens.doc, tokens.place, tokens.word, known_forms.term, scored.score
    from tokens
    join known_forms on known_forms.word = tokens.word and known_forms.language is not distinct from tokens.language
    join scored_terms as scored on scored.doc = tokens.doc and scored.term = known_forms.term
),

-- A term is shown as it is written most often, and of two that are as frequent as the one that comes first.
spelled_singles as (
    select doc, term, word as spelling, count(*) as times, min(place) as place, any_value(score) as score
    from standing
    group by doc, term, word
),

singles as (
    select
        doc,
        term,
        arg_max(spelling, (times, -place)) as shown,
        sum(times) as times,
        any_value(score) as score
    from spelled_singles
    group by doc, term
    having length(shown) > 2 or shown >= '⺀'
),

spelled_pairs as (
    select
        first.doc,
        first.term,
        second.term as next_term,
        first.word || ' ' || second.word as spelling,
        count(*) as times,
        min(first.place) as place,
        (any_value(first.score) + any_value(second.score)) / 1.5 as score
    from standing as first
    join standing as second on second.doc = first.doc and second.place = first.place + 1
    where first.term <> second.term and first.word < '⺀'
    group by first.doc, first.term, second.term, first.word, second.word
),

pairs as (
    select
        doc,
        term,
        next_term,
        arg_max(spelling, (times, -place)) as shown,
        sum(times) as times,
        any_value(score) as score
    from spelled_pairs
    group by doc, term, next_term
    having sum(times) >= 2
),

covered as (
    select singles.doc, singles.term
    from singles
    join (
        select doc, term, times from pairs
        union all
        select doc, next_term, times from pairs
    ) as parts using (doc, term)
    group by singles.doc, singles.term
    having sum(parts.times) >= 0.7 * any_value(singles.times)
),

everything as (
    select doc, shown as term, 1 as words, times as count, score
    from singles
    anti join covered using (doc, term)
    union all
    select doc, shown, 2, times, score
    from pairs
),

final as (
    select *, row_number() over (partition by doc order by score desc, term) as place
    from everything
    qualify place <= 12
)

select * from final
