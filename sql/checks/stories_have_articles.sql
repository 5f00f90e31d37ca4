-- severity: error
-- title: an article tells one story, and the version that was compared is there
with

counted as (
    select article_id, revision, count(*) as stories
    from story_articles
    group by all
),

final as (
    select counted.article_id, counted.revision, counted.stories
    from counted
    left join revisions using (article_id, revision)
    where counted.stories > 1 or revisions.article_id is null
)

select * from final
