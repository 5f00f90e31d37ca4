-- What `matching` gives, for a query that says more than words: phrases, exclusions, beginnings, fields, and words
-- of scripts that put no space between them.
create or replace macro matching_query(query, most := null) as table
with

items as materialized (
    select
        *,
        case when field in ('', 'title') then search_tokens(search_fold(said)) else [] end as tokens,
        ends_with(said, '*') as is_open
    from (
        select
            row_number() over () as item,
            starts_with(item, '-') and length(item) > 1 as is_excluded,
            contains(item, '"') as is_phrase,
            regexp_extract(lower(item), '^-?(title|lang|language|source|after|before):', 1) as field,
            regexp_replace(item, '^-?((?i:title|lang|language|source|after|before):)?', '') as said
        from (
            select unnest(regexp_extract_all(cast(query as varchar), '-?(?:[a-zA-Z]+:)?"[^"]*"|[^\s"]+')) as item
        )
    )
),

wanted as materialized (
    select
        token,
        is_excluded,
        is_phrase or field = 'title' as is_told_by_text,
        -- Pairs of characters stand for one word only where all of them are there.
        is_phrase or (said >= '⺀' and len(tokens) > 1 and length(said) <= 6) as is_required,
        is_open or (length(token) = 1 and token >= '⺀') as is_beginning,
        -- A bit a word, to see which of them a text has.
        cast(1 as bigint) << least(cast(row_number() over () as integer) - 1, 60) as bit
    from (select *, unnest(tokens) as token from items)
),

exact as materialized (
    select surface as token, term
    from words
    where key in (select md5_number_lower(token) from wanted)
),

-- Forms that no text has: those words whose stem is how they begin, the longest such stem.
near as (
    select beginnings.token, words.term
    from (
        select token, unnest(list_transform(range(6), lambda less: left(token, length(token) - less))) as stem
        from wanted
        where length(token) >= 5 and token not in (select token from exact)
    ) as beginnings
    join words using (stem)
    where length(stem) >= 4
    qualify rank() over (partition by beginnings.token order by length(stem) desc) = 1
),

begun as (
    select wanted.token, words.term
    from words
    join wanted on wanted.is_beginning and starts_with(words.surface, wanted.token)
),

terms as materialized (
    select
        matched.term,
        bool_or(not wanted.is_excluded) as counts,
        -- What a text has that has the term: a word that counts (bit 61), one that bars it (62), those it must have.
        bit_or(
            case
                when not wanted.is_excluded then (cast(1 as bigint) << 61) + if(wanted.is_required, wanted.bit, 0)
                when not wanted.is_told_by_text then cast(1 as bigint) << 62
                else 0
            end
        ) as bits
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

-- Versions whose postings have not been swept out yet: they count for nothing, neither as finds nor in how rare a word is.
retired as materialized (
    select doc
    from search_documents
    where not is_live
),

hits as materialized (
    select term, doc, impact
    from postings
    where term in (select term from terms) and doc not in (select doc from retired)
    union all
    select term, doc, impact
    from postings_recent
    where term in (select term from terms) and doc not in (select doc from retired)
),

texts as (
    select count(*) as live from search_documents where is_live
),

rarities as (
    select
        terms.*,
        case
            when terms.counts
                then round(1e9 * ln(1 + (texts.live - counted.docs + 0.5) / (counted.docs + 0.5)) * 2.2 / 255)
            else 0
        end as weight
    from (select term, count(*) as docs from hits group by term) as counted
    join terms using (term)
    cross join texts
),

scored as (
    select
        hits.doc,
        -- Whole numbers: their sum is the same in whatever order it is made.
        sum(hits.impact * rarities.weight) / 1e9 as score,
        bit_or(rarities.bits) as bits
    from hits
    join rarities using (term)
    group by hits.doc
),

demands as materialized (
    select
        (cast(1 as bigint) << 61)
        + (select coalesce(bit_or(bit), 0) from wanted where is_required and not is_excluded) as bits,
        list(lower(said)) filter (where field in ('lang', 'language') and not is_excluded) as languages,
        list(lower(said)) filter (where field in ('lang', 'language') and is_excluded) as other_languages,
        list(said) filter (where field = 'source' and not is_excluded) as sources,
        list(said) filter (where field = 'source' and is_excluded) as other_sources,
        -- A date that is none lets nothing through.
        max(coalesce(try_cast(said as date), date '9999-12-31')) filter (where field = 'after') as after,
        min(coalesce(try_cast(said as date), date '0001-01-01')) filter (where field = 'before') as before
    from items
),

-- Those that do not count: few or none, where nothing was demanded.
ruled_out as (
    select documents.doc
    from search_documents as documents
    cross join demands
    where
        -- Known before anything is read: without it, every version is looked at for nothing.
        contains(cast(query as varchar), ':')
        and (
            (demands.languages is not null and not coalesce(list_contains(demands.languages, documents.language), false))
            or (demands.other_languages is not null and coalesce(list_contains(demands.other_languages, documents.language), false))
            or (demands.sources is not null and not list_contains(demands.sources, documents.source_id))
            or (demands.other_sources is not null and list_contains(demands.other_sources, documents.source_id))
            or (demands.after is not null and not coalesce(documents.published_on >= demands.after, false))
            or (demands.before is not null and not coalesce(documents.published_on < demands.before, false))
        )
),

allowed as (
    select scored.doc, scored.score
    from scored
    cross join demands
    where
        scored.doc not in (select doc from ruled_out)
        and scored.bits & ((cast(1 as bigint) << 62) + demands.bits) = demands.bits
),

-- What the index can't tell, the texts do: words in their order, words in the headline.
told_by_text as materialized (
    select
        is_excluded,
        field = 'title' as in_title,
        ' ' || array_to_string(tokens, ' ') || case when is_open then '' else ' ' end as sought
    from items
    where len(tokens) > 0 and (is_phrase or field = 'title')
),

read as (
    select asked.doc, revisions.title, concat_ws(chr(10), revisions.title, revisions.lead, revisions.body) as everything
    from revisions
    join search_documents as documents using (article_id, revision)
    join (select doc from allowed where exists (from told_by_text)) as asked using (doc)
    -- Known before anything is read: without it, the first texts are read for nothing.
    where contains(cast(query as varchar), '"') or contains(lower(cast(query as varchar)), 'title:')
),

disagreeing as (
    select texts.doc
    from (
        select doc, in_title, ' ' || array_to_string(search_tokens(search_fold(text)), ' ') || ' ' as text
        from (
            select doc, unnest([true, false]) as in_title, unnest([coalesce(title, ''), everything]) as text
            from read
        )
    ) as texts
    join told_by_text using (in_title)
    where contains(texts.text, told_by_text.sought) = told_by_text.is_excluded
),

best as materialized (
    select doc, score
    from allowed
    where doc not in (select doc from disagreeing)
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
        sought.tokens
    from search_documents as documents
    join rows_found on documents.rowid = rows_found.place
    cross join (select list(distinct token) as tokens from wanted where not is_excluded) as sought
)

select * from final;

comment on macro table matching_query is 'The part of matching that answers any query.';
