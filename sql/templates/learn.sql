-- Which lines are templates: what articles repeat that say something else besides.
--
-- An article that shares half of its longer lines with a few others is a copy (syndicated, or another version) and
-- supports nothing: what it repeats may be a story, not a template.
create or replace temp table template_originals as
with

shared as (
    select line
    from template_lines
    where size >= 80
    group by line
    having count(distinct article) between 2 and 4
),

sizes as (
    select article, sum(size) as size
    from template_lines
    group by article
),

copied as (
    select article, sum(size) as size
    from template_lines
    semi join shared using (line)
    where size >= 80
    group by article
)

select template_articles.article, template_articles.source_id, template_articles.day, sizes.size
from template_articles
join sizes using (article)
left join copied using (article)
where coalesce(copied.size, 0) <= 0.5 * sizes.size;

create or replace temp table template_repeated as
select template_lines.*
from template_lines
semi join template_originals using (article)
semi join (
    select source_id, line
    from template_lines
    semi join template_originals using (article)
    where size <= 400
    group by source_id, line
    having count(distinct article) >= 5
) as often using (source_id, line);

-- An article that consists of what others repeat, too, supports nothing either: weather, results and listings are
-- written so, and what looks like a template is their text.
delete from template_originals
using (
    select article, sum(size) as size
    from template_repeated
    group by article
) as repeated
where
    template_originals.article = repeated.article
    and template_originals.size - repeated.size < least(400, template_originals.size / 3.0);

create or replace temp table learned_templates as
with

carried as (
    select
        source_id,
        line,
        arg_max(text, (day, article)) as text,
        count(distinct article) as support,
        -- Lines that differ in their numbers only: the more of them, the more a line says.
        count(distinct lower(trim(text))) as wordings,
        avg(cast(from_start <= 2 as integer)) as start_share,
        avg(cast(from_end <= 5 as integer)) as end_share,
        min(day) as first_day,
        max(day) as last_day
    from template_repeated
    join (select article, day from template_originals) as originals using (article)
    group by all
    having support >= 5
),

measured as (
    select
        carried.*,
        count(originals.article) filter (originals.day between first_day and last_day) as articles,
        count(originals.article) filter (originals.day > last_day) as later_articles
    from carried
    join template_originals as originals using (source_id)
    group by all
),

judged as (
    select
        *,
        template_key(text) as key,
        greatest(start_share, end_share) as place_share,
        support / articles as share,
        wordings > greatest(1, support / 10) as varies
    from measured
)

select
    substr(md5(source_id || chr(0) || key), 1, 12) as template_id,
    source_id,
    key,
    text,
    support,
    articles,
    -- What varies may be what the article is about: only a person can say.
    least(
        case when varies then 0.5 else 1.0 end,
        round(support / (support + 1.0) * greatest(place_share, share) * least(1.0, 0.6 + 2 * share), 3)
    ) as confidence,
    case when place_share < 0.8 then 'anywhere' when end_share >= start_share then 'end' else 'start' end as place,
    round(place_share, 3) as place_share,
    false as ends_article,
    first_day as valid_from,
    case when later_articles >= 10 then last_day end as valid_to,
    line
from judged
where share >= 0.1 and (place_share >= 0.8 or (support >= 20 and share >= 0.4));

-- A template ends the article where, in nearly every article, only templates follow it.
update learned_templates
set ends_article = true
from (
    select lines.source_id, lines.line
    from template_lines as lines
    semi join learned_templates as some_end on lines.source_id = some_end.source_id and lines.line = some_end.line
    join (
        select article, coalesce(max(position) filter (used.line is null), -1) as last_own
        from template_lines
        left join (select source_id, line from learned_templates where confidence >= 0.8) as used using (source_id, line)
        group by article
    ) as articles using (article)
    group by lines.source_id, lines.line
    having avg(cast(lines.position > articles.last_own as integer)) >= 0.98
) as enders
where
    learned_templates.source_id = enders.source_id
    and learned_templates.line = enders.line
    and place = 'end'
    and confidence >= 0.8
