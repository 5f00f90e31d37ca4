-- One row per version and word form: how often it stands there, with the words of title and lead counted more.
-- A title says in eight words what the text says in hundreds.
create or replace temp table counted as
with

fields as (
    select doc, language, search_tokens(search_fold(title)) as tokens, 5 as weight
    from unindexed
    where title is not null
    union all
    select doc, language, search_tokens(search_fold(lead)) as tokens, 2 as weight
    from unindexed
    where lead is not null
    union all
    select doc, language, search_tokens(search_fold(body)) as tokens, 1 as weight
    from unindexed
),

occurrences as (
    select doc, language, weight, unnest(tokens) as surface
    from fields
),

final as (
    select doc, language, surface, sum(weight) as weighted, count(*) as times
    from occurrences
    where length(surface) <= 64
    group by all
)

select * from final
