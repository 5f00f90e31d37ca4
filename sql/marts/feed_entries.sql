-- One row per article, in the columns that feeds for readers are made of. Written with dates that are there for
-- every article: when it changed is what the publisher says, else when newsmill saw the change, else when it came out.
-- A query that takes the newest of many sorts by `moment` alone and joins by `place`, so that only their texts are read.
create or replace view feed_entries as
select
    revisions.article_id,
    revisions.title,
    coalesce(
        nullif(trim(revisions.lead), ''),
        nullif(trim(revisions.description), ''),
        case
            when length(revisions.body) <= 300 then revisions.body
            else left(revisions.body, 299) || '…'
        end
    ) as summary,
    coalesce(revisions.url, revisions.canonical_url) as url,
    revisions.authors,
    revisions.published_at,
    revisions.published_on,
    coalesce(
        revisions.modified_at,
        timezone('UTC', cast(revisions.modified_on as timestamp)),
        case when revisions.revision > 1 then revisions.first_seen end,
        revisions.published_at,
        timezone('UTC', cast(revisions.published_on as timestamp)),
        revisions.first_seen
    ) as updated_at,
    revisions.language,
    revisions.publisher,
    revisions.section,
    revisions.tags,
    revisions.image_url,
    revisions.source_id,
    coalesce(sources.name, revisions.source_id) as source_name,
    revisions.word_count,
    revisions.revision,
    coalesce(
        revisions.published_at,
        timezone('UTC', cast(revisions.published_on as timestamp)),
        revisions.first_seen
    ) as moment,
    revisions.rowid as place
from revisions
left join sources using (source_id)
where revisions.is_current;

comment on view feed_entries is 'One row per article, in the columns that feeds for readers are made of.';
comment on column feed_entries.summary is 'Standfirst, else what the page says of itself, else how the text begins.';
comment on column feed_entries.url is 'Web address it was found at, else the one the article gives as its own.';
comment on column feed_entries.updated_at is 'When it changed last, as the publisher says, else as newsmill saw it, else when it came out or was first seen; never null.';
comment on column feed_entries.source_name is 'What the source is called.';
comment on column feed_entries.moment is 'When it came out, or was first seen where it has no date: what to sort by.';
comment on column feed_entries.place is 'Row it stands in, to join by: a query that sorts first and joins then reads few texts. Not the same in the next file.';
comment on column feed_entries.revision is 'Number of the current version.';
