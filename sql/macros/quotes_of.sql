-- One row per quotation of a person in current versions, the latest first; the name as a whole or a part of it.
create or replace macro quotes_of(who) as table
select
    articles.published_on,
    articles.source_id,
    coalesce(quotes.speaker_name, quotes.speaker) as speaker,
    quotes.text,
    quotes.verb,
    quotes.direct,
    quotes.score,
    articles.title,
    articles.article_id
from quotes
join articles using (article_id, revision)
where contains(
    ' ' || array_to_string(search_tokens(search_fold(coalesce(quotes.speaker_name, quotes.speaker))), ' ') || ' ',
    ' ' || array_to_string(search_tokens(search_fold(who)), ' ') || ' '
)
order by articles.published_on desc nulls last, articles.article_id, quotes.place;

comment on macro table quotes_of is 'What somebody said, the latest first; a last name is enough: from quotes_of(''Merkel'').';
