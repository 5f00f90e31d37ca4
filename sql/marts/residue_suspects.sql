-- One row per source and kept line that looks like residue: short, in several of its articles, and not prose.
-- Numbers do not count: "12 comments" and "3 comments" are one line. The most suspicious first.
create or replace view residue_suspects as
with

sizes as (
    select source_id, count(*) as of_articles
    from articles
    group by all
),

kept as (
    select source_id, article_id, trim(line) as text
    from (
        select source_id, article_id, unnest(string_split(body, chr(10))) as line
        from articles
    )
    where length(line) between 2 and 120
),

repeated as (
    select
        source_id,
        template_key(text) as key,
        min(text) as text,
        count(distinct article_id) as articles,
        min(article_id) as example
    from kept
    group by source_id, template_key(text)
    having count(distinct article_id) >= 3
),

judged as (
    select
        repeated.*,
        sizes.of_articles,
        repeated.articles / sizes.of_articles as share_of_articles,
        -- A sentence ends with a mark and has some words; what is set as a label does not, or is all capitals.
        not regexp_matches(repeated.text, '[.!?…:;,»”"''）。！？]$') as has_no_end,
        len(string_split(repeated.text, ' ')) <= 5 as has_few_words,
        upper(repeated.text) = repeated.text and lower(repeated.text) <> repeated.text as is_all_capitals,
        regexp_matches(repeated.text, '(?i)https?://|www\.|@|©|\||→|»$|^[#+>•·]') as has_signs
    from repeated
    join sizes using (source_id)
),

final as (
    select
        source_id,
        text,
        articles,
        share_of_articles,
        (cast(has_no_end as integer) + cast(has_few_words as integer) + cast(is_all_capitals as integer)
            + cast(has_signs as integer)) * ln(1 + articles) as suspicion,
        example as example_article_id
    from judged
    where has_no_end or is_all_capitals or has_signs
)

select * from final
order by suspicion desc, source_id, text;

comment on view residue_suspects is 'One row per source and line of its articles that looks like residue (short, repeated, not prose), the most suspicious first: what to write a rule for.';
comment on column residue_suspects.text is 'The line, as it stands in one of them.';
comment on column residue_suspects.articles is 'Articles of the source that have it.';
comment on column residue_suspects.share_of_articles is 'Those, as a share of the source''s articles: 0 to 1.';
comment on column residue_suspects.suspicion is 'Signs that it is no sentence (no mark at its end, few words, capitals, signs), weighed with how often it stands there.';
comment on column residue_suspects.example_article_id is 'One of these articles (articles.article_id).';
