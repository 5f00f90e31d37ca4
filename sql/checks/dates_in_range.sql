-- severity: warning
-- title: an article was published after newspapers began and not later than a day after it was captured
select article_id, revision, source_id, published_on, first_seen
from revisions
where
    in_checked_run(run_id)
    and (published_on < date '1600-01-01' or published_on > cast(first_seen as date) + 1)
