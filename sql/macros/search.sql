-- One row per article that a query finds, the best first; `most` of them at the most.
--
-- A query is words, in any order and form: putin nordkorea. More can be said:
--     "secret talks"   these words one after the other      -football        not with this word
--     elect*           words that begin so                  title:merger     in the headline
--     lang:de  source:rivage  after:2024-06-01  before:2024-07-01
create or replace macro search(query, most := 100) as table
with

items as (
    select
        starts_with(item, '-') and length(item) > 1 as is_excluded,
        contains(item, '"') as is_phrase,
        regexp_extract(lower(item), '^-?(title|lang|language|source|after|before):', 1) as field,
        regexp_replace(item, '^-?((?i:title|lang|language|source|after|before):)?', '') as said
    from (
        select unnest(regexp_extract_all(cast(query as varchar), '-?(?:[a-zA-Z]+:)?"[^"]*"|[^\s"]+')) as item
    )
),

wanted as (
    select
        is_excluded,
        is_phrase or field = 'title' as is_told_by_text,
        -- Pairs of characters stand for one word only where all of them are there.
        is_phrase or (regexp_matches(said, unspaced()) and length(said) <= 6) as is_required,
        field,
        search_fold(said) as folded,
        ends_with(said, '*') as is_open,
        unnest(search_tokens(search_fold(said))) as token
    from items
    where field in ('', 'title')
),

exact as (
    select wanted.*, words.term
    from wanted
    join words on words.surface = wanted.token
),

-- Forms that no text has: those words whose stem is how they begin, the longest such stem.
unseen as (
    select distinct token
    from wanted
    where length(token) >= 5 and token not in (select token from exact)
),

near as (
    select unseen.token, words.term
    from unseen
    join words on starts_with(unseen.token, words.stem)
    where length(words.stem) >= greatest(4, length(unseen.token) - 5)
    qualify rank() over (partition by unseen.token order by length(words.stem) desc) = 1
),

open as (
    select wanted.*, words.term
    from wanted
    join words on starts_with(words.surface, wanted.token)
    where wanted.is_open or (length(wanted.token) = 1 and regexp_matches(wanted.token, unspaced()))
),

matched as (
    select token, is_excluded, is_told_by_text, is_required, term from exact
    union
    select token, is_excluded, is_told_by_text, is_required, term from open
    union
    select wanted.token, wanted.is_excluded, wanted.is_told_by_text, wanted.is_required, near.term
    from wanted
    join near using (token)
),

hits as (
    select term, doc, impact
    from postings
    where term in (select term from matched where not is_excluded)
    union all
    select term, doc, impact
    from postings_recent
    where term in (select term from matched where not is_excluded)
),

unwanted as (
    select doc
    from postings
    where term in (select term from matched where is_excluded and not is_told_by_text)
    union all
    select doc
    from postings_recent
    where term in (select term from matched where is_excluded and not is_told_by_text)
),

rarities as (
    select
        term,
        ln(1 + ((select count(*) from search_documents) - count(*) + 0.5) / (count(*) + 0.5)) as rarity
    from hits
    group by term
),

scored as (
    select hits.doc, sum(cast(hits.impact as double) * rarities.rarity) * 2.2 / 255 as score
    from hits
    join rarities using (term)
    group by hits.doc
),

required as (
    select distinct token
    from wanted
    where is_required and not is_excluded
),

complete as (
    select hits.doc
    from hits
    join matched using (term)
    where matched.token in (select token from required)
    group by hits.doc
    having count(distinct matched.token) = (select count(*) from required)
),

allowed as (
    select scored.doc, scored.score, search_documents.article_id, search_documents.revision
    from scored
    join search_documents using (doc)
    where
        search_documents.is_live
        and scored.doc not in (select doc from unwanted)
        and ((select count(*) from required) = 0 or scored.doc in (select doc from complete))
        and not exists (
            select 1
            from items
            where
                (field in ('lang', 'language') and (search_documents.language is not distinct from lower(said)) = is_excluded)
                or (field = 'source' and (search_documents.source_id = said) = is_excluded)
                or (field = 'after' and not coalesce(search_documents.published_on >= try_cast(said as date), false))
                or (field = 'before' and not coalesce(search_documents.published_on < try_cast(said as date), false))
        )
),

-- What the index can't tell, the texts do: words in their order, words in the headline.
told_by_text as (
    select distinct
        is_excluded,
        field = 'title' as in_title,
        ' ' || array_to_string(search_tokens(folded), ' ') || case when is_open then '' else ' ' end as sought
    from wanted
    where is_told_by_text
),

read as (
    select
        allowed.doc,
        ' ' || array_to_string(search_tokens(search_fold(coalesce(revisions.title, ''))), ' ') || ' ' as title,
        ' ' || array_to_string(
            search_tokens(search_fold(concat_ws(chr(10), revisions.title, revisions.lead, revisions.body))), ' '
        ) || ' ' as everything
    from revisions
    join allowed using (article_id, revision)
    where (select count(*) from told_by_text) > 0
),

kept as (
    select allowed.*
    from allowed
    where
        (select count(*) from told_by_text) = 0
        or doc in (
            select read.doc
            from read
            cross join told_by_text
            group by read.doc
            having bool_and(
                contains(case when in_title then title else everything end, sought) <> is_excluded
            )
        )
),

best as (
    select *
    from kept
    order by score desc, doc
    limit most
),

final as (
    select
        best.score,
        revisions.published_on,
        revisions.source_id,
        revisions.language,
        revisions.title,
        snippet(coalesce(revisions.lead, revisions.description, ''), query) as snippet,
        revisions.url,
        revisions.article_id
    from best
    join revisions using (article_id, revision)
)

select *
from final
order by score desc, article_id;

comment on macro table search is 'Articles that a query finds, the best first: from search(''putin nordkorea''). Also "in this order", -without, begin*, title:word, lang:de, source:name, after:2024-06-01, before:2024-07-01; most := 20 sets how many.';
