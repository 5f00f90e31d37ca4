-- One row per article that a query finds, the best first; `most` of them at the most.
--
-- A query is words, in any order and form: putin nordkorea. More can be said:
--     "secret talks"   these words one after the other      -football        not with this word
--     elect*           words that begin so                  title:merger     in the headline
--     lang:de  source:rivage  after:2024-06-01  before:2024-07-01
create or replace macro search(query, most := 100) as table
with

final as (
    select
        places.score,
        shown.published_on,
        shown.source_id,
        shown.language,
        shown.title,
        marked(coalesce(shown.lead, shown.description, ''), places.tokens) as snippet,
        shown.url,
        shown.article_id
    from revisions as shown
    join found_at(query, most := most) as places on shown.rowid = places.place
)

select *
from final
order by score desc, article_id;

comment on macro table search is 'Articles that a query finds, the best first: from search(''putin nordkorea''). Also "in this order", -without, begin*, title:word, lang:de, source:name, after:2024-06-01, before:2024-07-01; most := 20 sets how many.';
