-- title: What was removed
-- description: How many lines each rule removed from the articles of each source, and from how many articles.
-- grain: one row per source, kind and rule, the most lines first
-- formats: parquet, csv, json, jsonl
select
    articles.source_id,
    removed_lines.kind,
    -- What the model of the page's blocks decided has a probability for its name: one rule all the same.
    regexp_replace(removed_lines.rule, '^judge:.*', 'judge') as rule,
    count(*) as lines,
    count(distinct articles.article_id) as articles,
    min(articles.published_on) as first_published_on,
    max(articles.published_on) as last_published_on
from removed_lines
join articles using (article_id, revision)
group by all
order by lines desc, articles.source_id, removed_lines.kind, rule
