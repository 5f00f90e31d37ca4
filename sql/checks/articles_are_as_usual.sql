-- severity: warning
-- title: a source's new articles are as long and as complete as those before
-- A template that changed shows as texts of half or twice the length, or as dates and authors that go missing.
-- Looks at sources with ten new articles in the run and thirty before it.
with

measured as (
    select
        source_id,
        run_id = cast(getvariable('run_id') as varchar) as is_new,
        count(*) as articles,
        median(word_count) as words,
        avg(cast(published_on is null as integer)) as without_date,
        avg(cast(len(authors) = 0 as integer)) as without_author
    from revisions
    where cast(getvariable('run_id') as varchar) is not null
    group by all
),

final as (
    select
        fresh.source_id,
        fresh.articles,
        fresh.words as words_median,
        former.words as words_median_before,
        fresh.without_date,
        former.without_date as without_date_before,
        fresh.without_author,
        former.without_author as without_author_before
    from measured as fresh
    join measured as former on fresh.source_id = former.source_id and fresh.is_new and not former.is_new
    where
        fresh.articles >= 10
        and former.articles >= 30
        and (
            fresh.words not between former.words / 2 and former.words * 2
            or fresh.without_date > former.without_date + 0.5
            or fresh.without_author > former.without_author + 0.5
        )
)

select * from final
