-- The days whose articles are not those that the clustering saw.
with

fresh as (
    select day
    from related_versions
    anti join story_seeds using (doc, article_id, day)
),

gone as (
    select day
    from story_seeds
    anti join related_versions using (doc, article_id, day)
),

final as (
    select day from fresh
    union
    select day from gone
)

select * from final
order by day
