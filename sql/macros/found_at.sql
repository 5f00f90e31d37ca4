-- One row per article that a query finds: the row of `revisions` it stands in. By row number, so that only texts that
-- are shown are read; the query is as for `search`.
create or replace macro found_at(query, most := null) as table
with

found as materialized (
    select * from matching(query, most := most)
),

-- Where it stood when it was indexed.
in_place as materialized (
    select stored.rowid as place, found.doc, found.score, found.tokens
    from revisions as stored
    join found on stored.rowid = found.place
    where stored.article_id = found.article_id and stored.revision = found.revision
),

missed as materialized (
    select *
    from found
    anti join in_place using (doc)
),

-- Rows move when others are removed before them.
moved as (
    select stored.rowid as place, missed.doc, missed.score, missed.tokens
    from revisions as stored
    join missed using (article_id, revision)
),

final as (
    select * from in_place
    union all
    select * from moved
)

select place, score, tokens from final;

comment on macro table found_at is 'Rows of revisions (rowid) that a query finds, with their score: from found_at(''putin nordkorea'').';
