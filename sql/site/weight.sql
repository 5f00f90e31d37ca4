-- How many rows the page of an article is made of, on average; one row.
select
    1
    + ((select count(*) from removed_lines) + (select count(*) from field_evidence))
    / greatest(1, (select count(*) from revisions)) as rows_an_article
