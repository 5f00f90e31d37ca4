-- One row per source, day of publication and rule that removed lines from its articles.
create or replace view removals_per_day as
select
    articles.source_id,
    articles.published_on,
    removed_lines.kind,
    removed_lines.rule,
    count(*) as lines,
    count(distinct articles.article_id) as articles
from removed_lines
join articles using (article_id, revision)
group by all;

comment on view removals_per_day is 'One row per source, day of publication and rule: how many lines it removed.';
comment on column removals_per_day.lines is 'Lines the rule removed from the articles of that day.';
comment on column removals_per_day.articles is 'Articles of that day that had at least one.';
