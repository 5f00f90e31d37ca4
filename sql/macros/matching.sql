-- One row per article that a query finds, without its texts: what `search` shows and `coverage` counts. The query is
-- as for `search`; `most` of them at the most, all of them where it is null.
--
-- Planning a query that could hold anything costs more than answering one of plain words, so what it holds decides,
-- before it is planned, which macro answers. The query is therefore a constant, a parameter or a variable, no subquery.
create or replace macro matching(query, most := null) as table
from query(
    concat(
        'from ',
        if(is_words(coalesce(cast(query as varchar), '')), 'matching_words', 'matching_query'),
        '(''',
        replace(replace(coalesce(cast(query as varchar), ''), chr(0), ' '), '''', ''''''),
        ''', most := ',
        coalesce(cast(cast(most as bigint) as varchar), 'null'),
        ')'
    )
);

comment on macro table matching is 'Articles that a query finds, without their texts, in no order: article_id, revision, source_id, language, published_on, score: from matching(''putin nordkorea'').';
