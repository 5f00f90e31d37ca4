-- One row per story that was told in the seven days up to the newest day that has stories and is not after `until`: the
-- one that most sources told in these days first, then the one with most articles.
create or replace macro top_stories(until, most) as table
with

latest as (
    select max(day) as day
    from story_articles
    where day <= until
),

this_week as (
    select
        story_articles.story_id,
        count(*) as articles_this_week,
        count(distinct revisions.source_id) as sources_this_week
    from story_articles
    join revisions on revisions.article_id = story_articles.article_id and revisions.is_current
    where story_articles.day <= until and story_articles.day > (select day from latest) - 7
    group by story_articles.story_id
    having count(*) >= 2
),

ranked as (
    select *
    from this_week
    order by sources_this_week desc, articles_this_week desc, story_id
    limit most
),

final as (
    select
        row_number() over (
            order by ranked.sources_this_week desc, ranked.articles_this_week desc, ranked.story_id
        ) as place,
        stories.*,
        ranked.articles_this_week,
        ranked.sources_this_week
    from ranked
    join stories using (story_id)
)

select * from final
order by place;

comment on macro table top_stories is 'The stories that most sources told in the seven days up to the newest one, not after `until`, at most so many: from top_stories(current_date, 20).';
