-- What the clustering compares the articles of the last days by: the next run needs it again, and finding it takes
-- most of the time of relating a few articles.

create table story_vectors (
    day date not null,
    article_id varchar not null,
    language varchar not null,
    keys bigint[] not null,
    weights float[] not null,
    are_marks boolean[] not null
);
comment on table story_vectors is 'One row per article of the last ten days that have any: the terms that the clustering compares it by. Kept to save time; where rows are missing they are found anew.';
comment on column story_vectors.day is 'Its day (story_articles.day).';
comment on column story_vectors.article_id is 'The article.';
comment on column story_vectors.language is 'Its language, ISO 639-1; empty where it is not known.';
comment on column story_vectors.keys is 'The terms that weigh most, as numbers: the upper 37 bits of md5_number_lower of their stem.';
comment on column story_vectors.weights is 'How much each of them weighs, in the order of keys.';
comment on column story_vectors.are_marks is 'Whether each of them is a name or a number, in the order of keys.';
