-- What articles are about: their key terms.

create table related_versions (
    doc uinteger not null,
    article_id varchar not null,
    revision integer not null,
    language varchar,
    day date not null
);
comment on table related_versions is 'One row per current version whose key terms are known.';
comment on column related_versions.doc is 'Its number in the search index (search_documents.doc).';
comment on column related_versions.article_id is 'The article (articles.article_id).';
comment on column related_versions.revision is 'The version.';
comment on column related_versions.language is 'Its language, ISO 639-1.';
comment on column related_versions.day is 'The day it counts for: of publication; else the one in its address or file name; else when it was first seen.';

create table terms (
    article_id varchar not null,
    revision integer not null,
    place integer not null,
    term varchar not null,
    words integer not null,
    count integer not null,
    score double not null
);
comment on table terms is 'One row per key term of a current version: words and pairs of words that say what it is about, against how frequent they were in the warehouse when it came.';
comment on column terms.article_id is 'The article (articles.article_id).';
comment on column terms.revision is 'The version.';
comment on column terms.place is 'Its place among the terms of the article, from 1, the most telling first.';
comment on column terms.term is 'The term, in the form in which it stands most often in the text.';
comment on column terms.words is 'How many words it has.';
comment on column terms.count is 'How often it stands in headline, lead and body.';
comment on column terms.score is 'How much it says about the article: BM25 with rarity in the warehouse.';
