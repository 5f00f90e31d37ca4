-- title: Quotes of the day
-- description: For each of the last seven days that have articles, the ten quotations that are surest to have been said so:
--     direct, whole, with a speaker, one of each speaker.
-- grain: one row per day of publication and place, the latest day first
-- formats: parquet, csv, json, jsonl
with

days as (
    select distinct published_on
    from articles
    where published_on <= cast(timezone('UTC', getvariable('now')) as date)
    order by published_on desc
    limit 7
),

candidates as (
    select
        articles.published_on,
        quotes.text,
        coalesce(quotes.speaker_name, quotes.speaker) as speaker,
        quotes.score,
        quotes.place,
        articles.article_id,
        articles.source_id,
        articles.language,
        articles.title,
        coalesce(articles.url, articles.canonical_url) as url
    from quotes
    join articles using (article_id, revision)
    where
        articles.published_on in (select published_on from days)
        and quotes.direct
        and not quotes.partial
        and coalesce(quotes.speaker_name, quotes.speaker) is not null
        and length(quotes.text) between 20 and 400
),

of_a_speaker as (
    select *
    from candidates
    qualify row_number() over (
        partition by published_on, lower(speaker) order by score desc, length(text) desc, article_id, place
    ) = 1
),

final as (
    select
        published_on,
        row_number() over (
            partition by published_on order by score desc, length(text) desc, article_id, place
        ) as rank,
        text,
        speaker,
        language,
        source_id,
        title,
        url,
        article_id,
        score
    from of_a_speaker
    qualify rank <= 10
)

select *
from final
order by published_on desc, rank
