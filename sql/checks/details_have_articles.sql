-- severity: error
-- title: the version each quotation, name, date, dateline and term stands in is there
with

details as (
    select distinct article_id, revision, 'quotes' as found_in from quotes
    union all
    select distinct article_id, revision, 'mentions' from mentions
    union all
    select distinct article_id, revision, 'text_dates' from text_dates
    union all
    select distinct article_id, revision, 'datelines' from datelines
    union all
    select distinct article_id, revision, 'terms' from terms
)

select details.*
from details
anti join revisions using (article_id, revision)
