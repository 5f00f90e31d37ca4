-- What the warehouse holds; one row.
select
    (select count(*) from articles) as articles,
    (select count(*) from revisions) as revisions,
    (select count(*) from captures) as captures,
    (select count(*) from removed_lines) as removed_lines,
    (select count(*) from rejected) as rejected,
    (select min(published_on) from articles) as first_day,
    (select max(published_on) from articles) as last_day
