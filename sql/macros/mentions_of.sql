-- One row per current version that names somebody or something, the latest first; the name as a whole or a part of it.
create or replace macro mentions_of(who) as table
select
    articles.published_on,
    articles.source_id,
    mentions.name,
    mentions.kind,
    mentions.count,
    mentions.country,
    mentions.score,
    articles.title,
    articles.article_id
from mentions
join articles using (article_id, revision)
where contains(
    ' ' || array_to_string(search_tokens(search_fold(mentions.name || ' · ' || mentions.text)), ' ') || ' ',
    ' ' || array_to_string(search_tokens(search_fold(who)), ' ') || ' '
)
order by articles.published_on desc nulls last, articles.article_id, mentions.place;

comment on macro table mentions_of is 'Articles that name a person, place or organisation, the latest first; a part of the name is enough: from mentions_of(''Nordheim'').';
