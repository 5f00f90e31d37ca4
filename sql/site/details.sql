-- Everything the pages of some articles show, as JSON; one row per article, in no order.
-- Kept lines stay pointers into title, lead and body, as they are stored: the page cuts them out.
-- wanted_places: the rows that the articles' current versions stand in: found by number, few texts are read for few.
-- Lists are made first and sorted then, each by what stands first in its entries: sorting while they are made took
-- five times as long.
with

chosen as (
    select article_id, revision, rowid as place
    from revisions
    join wanted_places as wanted on revisions.rowid = wanted.place
),

removed as (
    select
        article_id,
        revision,
        list_sort(list({position: position, kind: kind, rule: rule, text: left(text, 20000)})) as lines
    from removed_lines
    where article_id in (select article_id from chosen)
    group by all
),

evidence as (
    select
        article_id,
        revision,
        list_sort(
            list([field, case when chosen then 'chosen' else 'other' end, origin, left(value, 2000), reason])
        ) as candidates
    from field_evidence
    where article_id in (select article_id from chosen)
    group by all
),

said as (
    select
        article_id,
        revision,
        list_sort(
            list({place: place, text: left(text, 2000), speaker: coalesce(speaker_name, speaker), verb: verb})
        ) as quotes
    from quotes
    where article_id in (select article_id from chosen)
    group by all
),

named as (
    select
        article_id,
        revision,
        list_sort(list({less: -count, name: name, kind: kind})) as mentions
    from mentions
    where article_id in (select article_id from chosen)
    group by all
),

edited as (
    select rowid as place
    from revisions
    where article_id in (select article_id from chosen where revision > 1)
),

history as (
    select
        article_id,
        revision,
        first_seen,
        title,
        lead,
        array_to_string(authors, ', ') as authors,
        paragraphs(body) as body,
        lag({title: title, lead: lead, authors: array_to_string(authors, ', '), body: paragraphs(body)})
            over (partition by article_id order by first_seen, revision) as before
    from revisions
    join edited on revisions.rowid = edited.place
),

versions as (
    select
        article_id,
        list(
            {
                revision: revision,
                seen: strftime(first_seen, '%Y-%m-%d %H:%M'),
                title: title,
                changes: case
                    when before is not null
                        then list_filter(
                            [
                                {field: 'title', before: before.title, after: title},
                                {field: 'lead', before: before.lead, after: lead},
                                {field: 'authors', before: before.authors, after: authors}
                            ],
                            lambda each: each.before is distinct from each.after
                        )
                end,
                taken_out: list_filter(before.body, lambda each: not list_contains(body, each)),
                put_in: case
                    when before is not null
                        then list_filter(body, lambda each: not list_contains(before.body, each))
                end
            }
            order by first_seen, revision
        ) as versions
    from history
    group by all
),

copies as (
    select
        mine.article_id,
        list(
            {
                article: other.article_id,
                source: other.source_id,
                title: left(articles.title, 300),
                language: articles.language,
                origin: other.is_origin,
                kept: round(other.kept_share, 2),
                own: round(other.own_share, 2)
            }
            order by other.is_origin desc, other.kept_share desc, other.article_id
        ) as copies
    from syndication as mine
    join syndication as other using (copy_group)
    join articles on articles.article_id = other.article_id
    where mine.article_id in (select article_id from chosen) and other.article_id <> mine.article_id
    group by all
),

final as (
    select
        chosen.article_id,
        to_json({
            source: chosen.source_id,
            title: chosen.title,
            lead: chosen.lead,
            authors: chosen.authors,
            published: coalesce(
                strftime(chosen.published_at, '%Y-%m-%d %H:%M UTC'), strftime(chosen.published_on, '%Y-%m-%d')
            ),
            modified: coalesce(
                strftime(chosen.modified_at, '%Y-%m-%d %H:%M UTC'), strftime(chosen.modified_on, '%Y-%m-%d')
            ),
            seen: strftime(chosen.first_seen, '%Y-%m-%d %H:%M UTC'),
            language: chosen.language,
            publisher: chosen.publisher,
            section: chosen.section,
            tags: chosen.tags,
            url: coalesce(chosen.url, chosen.canonical_url),
            words: chosen.word_count,
            revision: chosen.revision,
            rule_set: chosen.rule_set,
            body: chosen.body,
            kept: chosen.kept_lines,
            removed: coalesce(removed.lines, []),
            evidence: coalesce(evidence.candidates, []),
            quotes: coalesce(list_transform(said.quotes, lambda each: [each.text, each.speaker, each.verb]), []),
            mentions: coalesce(
                list_transform(named.mentions, lambda each: [each.name, each.kind, cast(-each.less as varchar)]), []
            ),
            versions: coalesce(versions.versions, []),
            copies: coalesce(copies.copies[:50], [])
        }) as article
    from revisions as chosen
    join wanted_places as wanted on chosen.rowid = wanted.place
    left join removed using (article_id, revision)
    left join evidence using (article_id, revision)
    left join said using (article_id, revision)
    left join named using (article_id, revision)
    left join versions using (article_id)
    left join copies using (article_id)
)

select article_id, cast(article as varchar) as article
from final
