-- What newsmill made of a version before it was processed again: the history of processings, not of publishers.

create table earlier_processings (
    article_id varchar not null,
    revision integer not null,
    canonical_url varchar,
    title varchar,
    lead varchar using compression zstd,
    body varchar not null using compression zstd,
    authors varchar[] not null,
    published_at timestamptz,
    published_on date,
    published_text varchar,
    modified_at timestamptz,
    modified_on date,
    language varchar,
    publisher varchar,
    section varchar,
    tags varchar[] not null,
    image_url varchar,
    description varchar using compression zstd,
    paywalled boolean,
    source_ref varchar,
    word_count integer not null,
    content_digest varchar not null,
    kept_lines struct(position integer, kind varchar, rule varchar, field varchar, start integer, length integer, text varchar)[] not null,
    rule_set varchar not null,
    capture_id varchar not null,
    processed_at timestamptz not null,
    run_id varchar not null,
    removed_lines struct(position integer, text varchar, kind varchar, rule varchar)[] not null,
    replaced_at timestamptz not null
);
comment on table earlier_processings is 'One row per processing of a version that another one has replaced: what newsmill showed until then.';
comment on column earlier_processings.article_id is 'Identity of the article: first 16 hex digits of SHA-256 of its address, or of its source and file name where it has none.';
comment on column earlier_processings.revision is 'Number of the version, in the order newsmill came to know them: 1, 2, …';
comment on column earlier_processings.canonical_url is 'Address the article gives as its own.';
comment on column earlier_processings.title is 'Headline, without the name of the site.';
comment on column earlier_processings.lead is 'Standfirst: the summary printed between headline and text.';
comment on column earlier_processings.body is 'Paragraphs of the text, joined by a blank line, without headline and lead.';
comment on column earlier_processings.authors is 'Names of the authors, in the order printed.';
comment on column earlier_processings.published_at is 'Time of publication, UTC; null where only the day is known.';
comment on column earlier_processings.published_on is 'Day of publication, as the publisher dated it.';
comment on column earlier_processings.published_text is 'Date of publication as it stands in the input.';
comment on column earlier_processings.modified_at is 'When the publisher says it was last changed, UTC; null where only the day is known.';
comment on column earlier_processings.modified_on is 'Day the publisher says it was last changed.';
comment on column earlier_processings.language is 'Language of the text, ISO 639-1.';
comment on column earlier_processings.publisher is 'Name of the publisher, as the article states it.';
comment on column earlier_processings.section is 'Section or desk, as the article states it.';
comment on column earlier_processings.tags is 'Keywords, as the article states them.';
comment on column earlier_processings.image_url is 'Address of the main picture.';
comment on column earlier_processings.description is 'What the page says of itself for search engines and shares.';
comment on column earlier_processings.paywalled is 'Whether the page says that one has to pay for it; null where it says nothing.';
comment on column earlier_processings.source_ref is 'Marker a collector left in the text, such as source-121.';
comment on column earlier_processings.word_count is 'Words in lead and body.';
comment on column earlier_processings.content_digest is 'SHA-256 of what the publisher says: text, authors, date, section, tags, paywall. Another digest makes another revision.';
comment on column earlier_processings.kept_lines is 'Lines of the input that are article: position in the input, kind, and where the text stands (field, start from 1, length in characters; text itself where it stands in no field). With removed_lines they give the input again.';
comment on column earlier_processings.rule_set is 'Version of the cleaning rules that were used.';
comment on column earlier_processings.capture_id is 'Capture it was read from (captures.capture_id).';
comment on column earlier_processings.processed_at is 'When newsmill made this row.';
comment on column earlier_processings.run_id is 'Run that loaded it (runs.run_id).';
comment on column earlier_processings.removed_lines is 'Lines this processing removed: position, text, kind, rule.';
comment on column earlier_processings.replaced_at is 'When another processing took its place.';
