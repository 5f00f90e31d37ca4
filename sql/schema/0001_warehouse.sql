-- The base tables: what was captured, what came of it, and what each run did.
-- No primary keys or indexes: the load keeps rows unique, and sql/checks proves it.

create table state (
    generation bigint not null,
    views_digest varchar not null
);
comment on table state is 'One row: what the writer remembers about this file.';
comment on column state.generation is 'Goes up with every load that changed a row; the published file is copied anew when it lags behind.';
comment on column state.views_digest is 'SHA-256 of the view and macro definitions in this file; they are made anew when newsmill brings others.';
insert into state values (0, '');

create table sources (
    source_id varchar not null,
    name varchar not null,
    kind varchar not null,
    location varchar not null,
    language varchar,
    country varchar,
    timezone varchar,
    enabled boolean not null
);
comment on table sources is 'One row per source: where articles come from, as sources.toml or the command line names it.';
comment on column sources.source_id is 'Short name of the source, from sources.toml.';
comment on column sources.name is 'Name of the source for people.';
comment on column sources.kind is 'How it is read: folder, file, jsonl, warc, feed, sitemap, page.';
comment on column sources.location is 'Path or URL it is read from.';
comment on column sources.language is 'Language the source is expected to write in, ISO 639-1.';
comment on column sources.country is 'Country of the source, ISO 3166-1 alpha-2.';
comment on column sources.timezone is 'IANA time zone for times that carry no offset.';
comment on column sources.enabled is 'Whether runs read this source.';

create table captures (
    capture_id varchar not null,
    place ubigint not null,
    visit integer not null,
    source_id varchar not null,
    uri varchar not null,
    url varchar,
    captured_at timestamptz not null,
    digest varchar not null,
    media_type varchar not null,
    size_bytes bigint not null,
    archive_file varchar,
    archive_offset bigint,
    article_id varchar,
    revision integer,
    run_id varchar not null
);
comment on table captures is 'One row per version of the bytes found at a place; bytes that are the same as at the visit before make no row.';
comment on column captures.capture_id is 'Identity of the capture: first 16 hex digits of SHA-256 of source, place and visit.';
comment on column captures.place is 'Key of the place: first 64 bits of SHA-256 of source_id and uri.';
comment on column captures.visit is 'Counts the captures of one place: 1, 2, …';
comment on column captures.source_id is 'Source it belongs to (sources.source_id).';
comment on column captures.uri is 'Identity of the place within its source: the URL, or file: and the path below the loaded folder.';
comment on column captures.url is 'Web address, where one is known.';
comment on column captures.captured_at is 'When the bytes were received; for a file its modification time.';
comment on column captures.digest is 'SHA-256 of the bytes, lower-case hex.';
comment on column captures.media_type is 'What the bytes are: text/html, text/plain.';
comment on column captures.size_bytes is 'Length of the bytes.';
comment on column captures.archive_file is 'WARC file below warehouse/archive that holds the bytes.';
comment on column captures.archive_offset is 'Where the record begins in archive_file, in bytes.';
comment on column captures.article_id is 'Article that came of it (revisions.article_id); null where it was rejected.';
comment on column captures.revision is 'Revision of the article that these bytes show (revisions.revision).';
comment on column captures.run_id is 'Run that loaded it (runs.run_id).';

create table revisions (
    article_id varchar not null,
    revision integer not null,
    is_current boolean not null,
    source_id varchar not null,
    url varchar,
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
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    superseded_at timestamptz,
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
    run_id varchar not null
);
comment on table revisions is 'One row per version of an article as its publisher had it.';
comment on column revisions.article_id is 'Identity of the article: first 16 hex digits of SHA-256 of its address, or of its source and file name where it has none.';
comment on column revisions.revision is 'Number of the version, in the order newsmill came to know them: 1, 2, …';
comment on column revisions.is_current is 'True for the newest version that was seen; one row per article.';
comment on column revisions.source_id is 'Source it came from (sources.source_id).';
comment on column revisions.url is 'Web address it was found at.';
comment on column revisions.canonical_url is 'Address the article gives as its own.';
comment on column revisions.title is 'Headline, without the name of the site.';
comment on column revisions.lead is 'Standfirst: the summary printed between headline and text.';
comment on column revisions.body is 'Paragraphs of the text, joined by a blank line, without headline and lead.';
comment on column revisions.authors is 'Names of the authors, in the order printed.';
comment on column revisions.published_at is 'Time of publication, UTC; null where only the day is known.';
comment on column revisions.published_on is 'Day of publication, as the publisher dated it.';
comment on column revisions.published_text is 'Date of publication as it stands in the input.';
comment on column revisions.modified_at is 'When the publisher says it was last changed, UTC; null where only the day is known.';
comment on column revisions.modified_on is 'Day the publisher says it was last changed.';
comment on column revisions.first_seen is 'When this version was first captured.';
comment on column revisions.last_seen is 'When other bytes last showed this same version.';
comment on column revisions.superseded_at is 'When the next version was first seen; null for the current one; the same as first_seen for a version seen only while another one stood.';
comment on column revisions.language is 'Language of the text, ISO 639-1.';
comment on column revisions.publisher is 'Name of the publisher, as the article states it.';
comment on column revisions.section is 'Section or desk, as the article states it.';
comment on column revisions.tags is 'Keywords, as the article states them.';
comment on column revisions.image_url is 'Address of the main picture.';
comment on column revisions.description is 'What the page says of itself for search engines and shares.';
comment on column revisions.paywalled is 'Whether the page says that one has to pay for it; null where it says nothing.';
comment on column revisions.source_ref is 'Marker a collector left in the text, such as source-121.';
comment on column revisions.word_count is 'Words in lead and body.';
comment on column revisions.content_digest is 'SHA-256 of what the publisher says: text, authors, date, section, tags, paywall. Another digest makes another revision.';
comment on column revisions.kept_lines is 'Lines of the input that are article: position in the input, kind, and where the text stands (field, start from 1, length in characters; text itself where it stands in no field). With removed_lines they give the input again.';
comment on column revisions.rule_set is 'Version of the cleaning rules that were used.';
comment on column revisions.capture_id is 'Capture it was read from (captures.capture_id).';
comment on column revisions.processed_at is 'When newsmill made this row.';
comment on column revisions.run_id is 'Run that loaded it (runs.run_id).';

create table removed_lines (
    article_id varchar not null,
    revision integer not null,
    position integer not null,
    text varchar not null,
    kind varchar not null,
    rule varchar
);
comment on table removed_lines is 'One row per line of the input that is not article: the ledger of what was taken away, and why.';
comment on column removed_lines.article_id is 'Article it was taken from (revisions.article_id).';
comment on column removed_lines.revision is 'Revision it was taken from (revisions.revision).';
comment on column removed_lines.position is 'Place of the line in the input, from 0.';
comment on column removed_lines.text is 'The line, exactly as in the input.';
comment on column removed_lines.kind is 'What it is: advertisement, comment-form, share, newsletter, related, …';
comment on column removed_lines.rule is 'Rule that removed it.';

create table field_evidence (
    article_id varchar not null,
    revision integer not null,
    field varchar not null,
    value varchar not null,
    raw varchar not null,
    origin varchar not null,
    chosen boolean not null,
    reason varchar not null
);
comment on table field_evidence is 'One row per candidate value of a field: where it was found, and what became of it.';
comment on column field_evidence.article_id is 'Article it is about (revisions.article_id).';
comment on column field_evidence.revision is 'Revision it is about (revisions.revision).';
comment on column field_evidence.field is 'Field it is a candidate for: title, authors, published, …';
comment on column field_evidence.value is 'The value, normalised.';
comment on column field_evidence.raw is 'The value as found.';
comment on column field_evidence.origin is 'Where it was found: json-ld:headline, og:title, meta:author, visible:h1, url, text, …';
comment on column field_evidence.chosen is 'Whether it became the value of the field.';
comment on column field_evidence.reason is 'Why it won, or why it did not.';

create table rejected (
    source_id varchar not null,
    uri varchar not null,
    stage varchar not null,
    reason varchar not null,
    digest varchar,
    captured_at timestamptz,
    size_bytes bigint,
    archive_file varchar,
    archive_offset bigint,
    run_id varchar not null
);
comment on table rejected is 'One row per input that could not become an article, and reason; the same input with the same reason is noted once.';
comment on column rejected.source_id is 'Source it belongs to (sources.source_id).';
comment on column rejected.uri is 'Place it was found at.';
comment on column rejected.stage is 'Step that refused it: discover, fetch, read, clean, load.';
comment on column rejected.reason is 'Why, in words for a person.';
comment on column rejected.digest is 'SHA-256 of its bytes; null where none were received.';
comment on column rejected.captured_at is 'When its bytes were received.';
comment on column rejected.size_bytes is 'Length of its bytes.';
comment on column rejected.archive_file is 'WARC file below warehouse/archive that holds its bytes.';
comment on column rejected.archive_offset is 'Where the record begins in archive_file, in bytes.';
comment on column rejected.run_id is 'First run that refused it (runs.run_id).';

create table runs (
    run_id varchar not null,
    command varchar not null,
    started_at timestamptz not null,
    finished_at timestamptz,
    status varchar not null,
    newsmill_version varchar not null
);
comment on table runs is 'One row per run of newsmill that wrote to the warehouse.';
comment on column runs.run_id is 'Identity of the run: the time it started, UTC, and a number.';
comment on column runs.command is 'What was run.';
comment on column runs.started_at is 'When it started.';
comment on column runs.finished_at is 'When it ended; null while it goes, and where it was cut short.';
comment on column runs.status is 'running, finished, failed, or interrupted (it ended without a word; the next run found it so).';
comment on column runs.newsmill_version is 'Version of newsmill that ran.';

create table run_sources (
    run_id varchar not null,
    source_id varchar not null,
    found bigint not null,
    new bigint not null,
    changed bigint not null,
    unchanged bigint not null,
    rejected bigint not null,
    lines_removed bigint not null,
    seconds double not null
);
comment on table run_sources is 'One row per run and source: what the run did for the source.';
comment on column run_sources.run_id is 'The run (runs.run_id).';
comment on column run_sources.source_id is 'The source (sources.source_id).';
comment on column run_sources.found is 'Items found.';
comment on column run_sources.new is 'Articles that were not known before.';
comment on column run_sources.changed is 'Articles that got a new revision.';
comment on column run_sources.unchanged is 'Items that said nothing new.';
comment on column run_sources.rejected is 'Items that were refused (see rejected).';
comment on column run_sources.lines_removed is 'Lines set aside in the articles loaded.';
comment on column run_sources.seconds is 'Time the run spent on the source.';

create table check_results (
    check_name varchar not null,
    run_id varchar,
    checked_at timestamptz not null,
    severity varchar not null,
    title varchar not null,
    offending bigint not null,
    examples varchar
);
comment on table check_results is 'One row per check and time it ran.';
comment on column check_results.check_name is 'Name of the check: its file in sql/checks.';
comment on column check_results.run_id is 'Run after which it ran (runs.run_id); null where it was asked for by itself.';
comment on column check_results.checked_at is 'When it ran.';
comment on column check_results.severity is 'error: the file is not published; warning: somebody should look.';
comment on column check_results.title is 'What must hold.';
comment on column check_results.offending is 'Rows that break it; 0 is good.';
comment on column check_results.examples is 'Up to three of these rows, as JSON.';
