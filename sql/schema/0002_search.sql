-- The search index: which words stand in which article, and how much that says about it (BM25).
-- Two tables of postings of the same shape: `postings` is sorted as a whole; what came lately waits in
-- `postings_recent`, one sorted stretch a run, because the number of stretches is what a query pays for.

create table search_documents (
    doc uinteger not null,
    article_id varchar not null,
    revision integer not null,
    source_id varchar not null,
    language varchar,
    published_on date,
    is_live boolean not null
);
comment on table search_documents is 'One row per version of an article that the search index knows.';
comment on column search_documents.doc is 'Number of the version within the index.';
comment on column search_documents.article_id is 'The article (revisions.article_id).';
comment on column search_documents.revision is 'The version (revisions.revision).';
comment on column search_documents.source_id is 'Its source (sources.source_id).';
comment on column search_documents.language is 'Its language, ISO 639-1.';
comment on column search_documents.published_on is 'Its day of publication.';
comment on column search_documents.is_live is 'False when another version has taken its place; its postings go with the next sorting.';

create table words (
    surface varchar not null,
    language varchar,
    stem varchar not null,
    term uinteger not null
);
comment on table words is 'One row per word form and language in the index: which term it is searched as.';
comment on column words.surface is 'The word as it stands in texts, folded: lower case, without accents.';
comment on column words.language is 'Language of the texts it stands in, ISO 639-1.';
comment on column words.stem is 'Its stem (Snowball), where the language has a stemmer.';
comment on column words.term is 'Number of the stem.';

create table postings (
    term uinteger not null,
    doc uinteger not null,
    impact utinyint not null
);
comment on table postings is 'One row per term and version of an article that has it, sorted by term.';
comment on column postings.term is 'The term (words.term).';
comment on column postings.doc is 'The version (search_documents.doc).';
comment on column postings.impact is 'How much the term says about the text, 0 to 255: BM25 without its share of rarity.';

create table postings_recent (
    term uinteger not null,
    doc uinteger not null,
    impact utinyint not null
);
comment on table postings_recent is 'Postings of the latest runs, not sorted into postings yet.';
comment on column postings_recent.term is 'The term (words.term).';
comment on column postings_recent.doc is 'The version (search_documents.doc).';
comment on column postings_recent.impact is 'How much the term says about the text, 0 to 255.';

alter table state add column search_stretches integer default 0;
comment on column state.search_stretches is 'Sorted stretches in postings_recent.';
