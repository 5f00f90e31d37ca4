-- Today's numbers, and those to compare them with; one row. $today: the day the page calls today.
select
    (select count(*) from articles) as articles,
    (select count(*) from articles where published_on = cast($today as date)) as articles_today,
    (
        select count(*) / 7
        from articles
        where published_on between cast($today as date) - interval 7 day and cast($today as date) - interval 1 day
    ) as articles_a_day,
    (select count(distinct source_id) from articles) as sources,
    (
        select count(distinct source_id)
        from articles
        where published_on between cast($today as date) - interval 6 day and cast($today as date)
    ) as sources_this_week,
    (select count(*) from revisions where revision > 1) as edits,
    (select count(*) from removed_lines) as lines_removed,
    (select count(*) from rejected) as rejected,
    (select count(distinct language) from articles) as languages,
    (select coalesce(sum(word_count), 0) from articles) as words
