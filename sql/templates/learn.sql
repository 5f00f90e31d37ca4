-- Which lines are templates. An article that shares half of its longer lines with another one is a copy
-- (syndicated, or another version) and supports nothing: what it repeats may be a story, not a template.
create or replace temp table learned_templates as
with

spread as (
    select key, count(distinct article_id) as articles
    from template_lines
    where size >= 80
    group by key
),

originals as (
    select template_lines.article_id, template_lines.source_id, any_value(template_lines.day) as day
    from template_lines
    left join spread using (key)
    group by template_lines.article_id, template_lines.source_id
    having coalesce(sum(size) filter (spread.articles between 2 and 4), 0) <= 0.5 * sum(size)
),

carried as (
    select
        template_lines.source_id,
        template_lines.key,
        arg_max(template_lines.text, (template_lines.day, template_lines.article_id)) as text,
        count(distinct template_lines.article_id) as support,
        avg(cast(from_start <= 2 as integer)) as start_share,
        avg(cast(from_end <= 5 as integer)) as end_share,
        min(template_lines.day) as first_day,
        max(template_lines.day) as last_day,
        any_value(size) as size
    from template_lines
    semi join originals using (article_id)
    group by all
    having support >= 5 and any_value(size) <= 400
),

measured as (
    select
        carried.*,
        count(originals.article_id) filter (originals.day between first_day and last_day) as articles,
        count(originals.article_id) filter (originals.day > last_day) as later_articles
    from carried
    join originals using (source_id)
    group by all
),

judged as (
    select
        *,
        greatest(start_share, end_share) as place_share,
        support / articles as share
    from measured
)

select
    substr(md5(source_id || chr(0) || key), 1, 12) as template_id,
    source_id,
    key,
    text,
    support,
    articles,
    round(least(1.0, support / (support + 1.0) * greatest(place_share, share) * least(1.0, 0.6 + 2 * share)), 3) as confidence,
    case when place_share < 0.8 then 'anywhere' when end_share >= start_share then 'end' else 'start' end as place,
    round(place_share, 3) as place_share,
    false as ends_article,
    first_day as valid_from,
    case when later_articles >= 10 then last_day end as valid_to
from judged
where share >= 0.1 and (place_share >= 0.8 or (support >= 20 and share >= 0.4));

-- A template ends the article where, in nearly every article, only templates follow it.
update learned_templates
set ends_article = true
from (
    select lines.source_id, lines.key
    from template_lines as lines
    join (
        select article_id, coalesce(max(position) filter (learned_templates.key is null), -1) as last_own
        from template_lines
        left join learned_templates using (source_id, key)
        group by article_id
    ) as articles using (article_id)
    group by lines.source_id, lines.key
    having avg(cast(lines.position > articles.last_own as integer)) >= 0.98
) as enders
where learned_templates.source_id = enders.source_id and learned_templates.key = enders.key and place = 'end'
