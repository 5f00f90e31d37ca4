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
        *,
        -- A bit a word, to see which of them a text has.
        cast(1 as bigint) << least(cast(row_number() over () as integer) - 1, 62) as bit
    from (
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
    )
),

exact as (
    select wanted.token, words.term
    from words
    join wanted on words.surface = wanted.token
),

-- Forms that no text has: those words whose stem is how they begin, the longest such stem.
near as (
    select unseen.token, words.term
    from (
        select distinct token
        from wanted
        where length(token) >= 5 and token not in (select token from exact)
    ) as unseen
    join words on starts_with(unseen.token, words.stem) and length(words.stem) >= greatest(4, length(unseen.token) - 5)
    qualify rank() over (partition by unseen.token order by length(words.stem) desc) = 1
),

begun as (
    select beginnings.token, words.term
    from (
        select distinct token
        from wanted
        where is_open or (length(token) = 1 and regexp_matches(token, unspaced()))
    ) as beginnings
    join words on starts_with(words.surface, beginnings.token)
),

terms as (
    select
        matched.term,
        bool_or(not wanted.is_excluded) as counts,
        bool_or(wanted.is_excluded and not wanted.is_told_by_text) as bars,
        bit_or(case when wanted.is_required and not wanted.is_excluded then wanted.bit else 0 end) as bits
    from (
        select * from exact
        union all
        select * from near
        union all
        select * from begun
    ) as matched
    join wanted using (token)
    group by matched.term
),

hits as (
    select term, doc, impact
    from postings
    where term in (select term from terms)
    union all
    select term, doc, impact
    from postings_recent
    where term in (select term from terms)
),

rarities as (
    select
        terms.*,
        ln(1 + ((select count(*) from search_documents) - counted.docs + 0.5) / (counted.docs + 0.5)) as rarity
    from (select term, count(*) as docs from hits group by term) as counted
    join terms using (term)
),

scored as (
    select
        hits.doc,
        sum(cast(hits.impact as double) * rarities.rarity) filter (where rarities.counts) * 2.2 / 255 as score,
        bool_or(rarities.bars) as is_barred,
        bit_or(rarities.bits) as bits
    from hits
    join rarities using (term)
    group by hits.doc
),

demands as (
    select
        (select coalesce(bit_or(bit), 0) from wanted where is_required and not is_excluded) as bits,
        (select count(*) from wanted where is_told_by_text) as told_by_text,
        list(lower(said)) filter (where field in ('lang', 'language') and not is_excluded) as languages,
        list(lower(said)) filter (where field in ('lang', 'language') and is_excluded) as other_languages,
        list(said) filter (where field = 'source' and not is_excluded) as sources,
        list(said) filter (where field = 'source' and is_excluded) as other_sources,
        -- A date that is none lets nothing through.
        max(coalesce(try_cast(said as date), date '9999-12-31')) filter (where field = 'after') as after,
        min(coalesce(try_cast(said as date), date '0001-01-01')) filter (where field = 'before') as before
    from items
),

allowed as (
    select scored.doc, scored.score, documents.article_id, documents.revision, demands.told_by_text
    from scored
    join search_documents as documents using (doc)
    cross join demands
    where
        documents.is_live
        and scored.score is not null
        and not scored.is_barred
        and scored.bits & demands.bits = demands.bits
        and (demands.languages is null or coalesce(list_contains(demands.languages, documents.language), false))
        and (demands.other_languages is null or not coalesce(list_contains(demands.other_languages, documents.language), false))
        and (demands.sources is null or list_contains(demands.sources, documents.source_id))
        and (demands.other_sources is null or not list_contains(demands.other_sources, documents.source_id))
        and (demands.after is null or coalesce(documents.published_on >= demands.after, false))
        and (demands.before is null or coalesce(documents.published_on < demands.before, false))
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
        asked.doc,
        ' ' || array_to_string(search_tokens(search_fold(coalesce(revisions.title, ''))), ' ') || ' ' as title,
        ' ' || array_to_string(
            search_tokens(search_fold(concat_ws(chr(10), revisions.title, revisions.lead, revisions.body))), ' '
        ) || ' ' as everything
    from revisions
    join (select * from allowed where told_by_text > 0) as asked using (article_id, revision)
),

agreeing as (
    select read.doc
    from read
    cross join told_by_text
    group by read.doc
    having bool_and(contains(case when in_title then title else everything end, sought) <> is_excluded)
),

best as (
    select *
    from allowed
    where told_by_text = 0 or doc in (select doc from agreeing)
    order by score desc, doc
    limit most
),

-- By row number, so that texts are read only where they are shown.
places as (
    select revisions.rowid as place, best.score
    from revisions
    join best using (article_id, revision)
),

final as (
    select
        places.score,
        shown.published_on,
        shown.source_id,
        shown.language,
        shown.title,
        snippet(coalesce(shown.lead, shown.description, ''), query) as snippet,
        shown.url,
        shown.article_id
    from revisions as shown
    join places on shown.rowid = places.place
)

select *
from final
order by score desc, article_id;

comment on macro table search is 'Articles that a query finds, the best first: from search(''putin nordkorea''). Also "in this order", -without, begin*, title:word, lang:de, source:name, after:2024-06-01, before:2024-07-01; most := 20 sets how many.';
