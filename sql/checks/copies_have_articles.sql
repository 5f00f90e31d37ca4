-- severity: error
-- title: the versions of each pair of near duplicates are there, and are versions of two articles
with

members as (
    select article_id, revision from near_duplicates
    union
    select other_article_id, other_revision from near_duplicates
    union
    select article_id, revision from syndication
    union
    select article_id, revision from fingerprints
),

final as (
    select article_id, revision, 'is not there' as fault
    from members
    anti join revisions using (article_id, revision)
    union all
    select article_id, revision, 'is paired with itself'
    from near_duplicates
    where article_id = other_article_id
)

select * from final
