-- severity: error
-- title: of an article's versions one is in force at a time, from the first time one was seen
with

several as (
    select article_id from revisions where revision > 1
),

held as (
    select
        article_id,
        revision,
        superseded_at,
        lead(first_seen) over (partition by article_id order by first_seen) as next_seen
    from revisions
    semi join several using (article_id)
    where superseded_at is distinct from first_seen
),

final as (
    select * from held where superseded_at is distinct from next_seen
)

select * from final
