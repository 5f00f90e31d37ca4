-- Key terms of more articles of the last seven days than the four weeks before would let expect; one row per term
-- and language, the most unexpected first. $today: the day the page calls today.
with

used as (
    select
        lower(terms.term) as term,
        articles.language,
        count(distinct terms.article_id)
            filter (articles.published_on > cast($today as date) - interval 7 day) as this_week,
        count(distinct terms.article_id)
            filter (articles.published_on <= cast($today as date) - interval 7 day) / 4 as usual
    from terms
    join articles using (article_id, revision)
    where articles.published_on between cast($today as date) - interval 34 day and cast($today as date)
    group by all
),

final as (
    select term, language, this_week, usual, (this_week - usual) / sqrt(usual + 1) as surprise
    from used
    where this_week >= 2
)

select term, coalesce(language, 'unknown') as language, this_week, round(usual, 2) as usual
from final
where surprise > 0
order by surprise desc, this_week desc, term, language
limit 15
