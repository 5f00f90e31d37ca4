-- One row per name that stands in the same articles as another one, the most frequent first.
create or replace macro co_mentions(who) as table
with

asked as materialized (
    select distinct mentions.article_id, mentions.revision, mentions.place
    from mentions
    join articles using (article_id, revision)
    where contains(
        ' ' || array_to_string(search_tokens(search_fold(mentions.name || ' · ' || mentions.text)), ' ') || ' ',
        ' ' || array_to_string(search_tokens(search_fold(who)), ' ') || ' '
    )
),

final as (
    select others.name, others.kind, count(distinct others.article_id) as articles, sum(others.count) as times
    from mentions as others
    join (select distinct article_id, revision from asked) as together using (article_id, revision)
    anti join asked
        on asked.article_id = others.article_id and asked.revision = others.revision and asked.place = others.place
    group by others.name, others.kind
)

select * from final
order by articles desc, times desc, name;

comment on macro table co_mentions is 'Who and what else is named in the articles that name somebody, the most frequent first: from co_mentions(''Nordheim'').';
