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
        found.score,
        shown.published_on,
        shown.source_id,
        shown.language,
        shown.title,
        marked(coalesce(shown.lead, shown.description, ''), found.tokens) as snippet,
        shown.url,
        shown.article_id
    from revisions as shown
    join matching(query, most := most) as found on shown.rowid = found.place
    -- That it is the one: rows move when others are removed, which publishing puts right. No equations: as conditions of
    -- the join they would have whole stretches of titles read for one.
    where starts_with(shown.article_id, found.article_id) and shown.revision - found.revision = 0
)

select *
from final
order by score desc, article_id;

comment on macro table search is 'Articles that a query finds, the best first: from search(''putin nordkorea''). Also "in this order", -without, begin*, title:word, lang:de, source:name, after:2024-06-01, before:2024-07-01; most := 20 sets how many.';
