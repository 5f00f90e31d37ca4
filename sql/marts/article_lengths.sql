-- One row per source and language.
create or replace view article_lengths as
select
    source_id,
    language,
    count(*) as articles,
    cast(quantile_cont(word_count, 0.1) as integer) as words_p10,
    cast(median(word_count) as integer) as words_median,
    cast(quantile_cont(word_count, 0.9) as integer) as words_p90,
    max(word_count) as words_max
from articles
group by all;

comment on view article_lengths is 'One row per source and language: how long its articles are, in words.';
comment on column article_lengths.articles is 'Articles of the source in the language.';
comment on column article_lengths.words_p10 is 'A tenth of them is no longer than this.';
comment on column article_lengths.words_median is 'Half of them are no longer than this.';
comment on column article_lengths.words_p90 is 'Nine tenths of them are no longer than this.';
comment on column article_lengths.words_max is 'The longest one.';
