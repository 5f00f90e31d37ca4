-- What fetching from the Web leaves behind: the log of attempts, and what the next run has to remember.

create table fetches (
    run_id varchar not null,
    source_id varchar not null,
    url varchar not null,
    role varchar not null,
    host varchar not null,
    started_at timestamptz not null,
    outcome varchar not null,
    reason varchar not null,
    status integer,
    size_bytes bigint not null,
    seconds double not null,
    final_url varchar,
    moved_to varchar,
    media_type varchar,
    etag varchar,
    last_modified varchar,
    retry_after timestamptz,
    fresh_until timestamptz,
    digest varchar,
    http_version varchar,
    ip varchar,
    tdm_reserved boolean,
    tdm_policy varchar,
    archive_file varchar,
    archive_offset bigint
);
comment on table fetches is 'One row per attempt to fetch an address, whatever came of it.';
comment on column fetches.run_id is 'Run that made it (runs.run_id).';
comment on column fetches.source_id is 'Source it was made for (sources.source_id).';
comment on column fetches.url is 'Address that was asked for.';
comment on column fetches.role is 'What it was asked for as: page, feed, sitemap, section, robots, policy.';
comment on column fetches.host is 'Host it went to, with its port.';
comment on column fetches.started_at is 'When it began.';
comment on column fetches.outcome is 'What came of it: fetched, unchanged, missing, gone, refused, throttled, server-error, robots, tdm, address, network, timeout, too-large, broken, deferred, …';
comment on column fetches.reason is 'The same in words for a person.';
comment on column fetches.status is 'HTTP status of the last response; null where there was none.';
comment on column fetches.size_bytes is 'Bytes of the last body as they came over the wire.';
comment on column fetches.seconds is 'How long it took, waiting for the turn of its host not counted.';
comment on column fetches.final_url is 'Where redirects led.';
comment on column fetches.moved_to is 'Address to use from now on: every redirect was permanent.';
comment on column fetches.media_type is 'Type of the response, as the server states it.';
comment on column fetches.etag is 'Validator of the response.';
comment on column fetches.last_modified is 'Time of change as the server states it, as sent.';
comment on column fetches.retry_after is 'Before this time the host wants no request.';
comment on column fetches.fresh_until is 'Until then the response counts as fresh, by Cache-Control or Expires.';
comment on column fetches.digest is 'SHA-256 of the decoded body.';
comment on column fetches.http_version is 'Protocol of the response.';
comment on column fetches.ip is 'Address that was connected to.';
comment on column fetches.tdm_reserved is 'Whether text and data mining is reserved; null where nothing says so.';
comment on column fetches.tdm_policy is 'Address of the policy for text and data mining.';
comment on column fetches.archive_file is 'WARC file below warehouse/archive that holds the response.';
comment on column fetches.archive_offset is 'Where the record begins in archive_file, in bytes.';

create table url_states (
    source_id varchar not null,
    url varchar not null,
    uri varchar,
    first_fetched_at timestamptz,
    last_fetched_at timestamptz,
    etag varchar,
    last_modified varchar,
    validated_url varchar,
    digest varchar,
    reads integer not null,
    failures integer not null,
    next_at timestamptz,
    moved_to varchar,
    gone boolean not null
);
comment on table url_states is 'One row per source and address that was ever fetched for it: what the next run has to remember.';
comment on column url_states.source_id is 'Source it belongs to (sources.source_id).';
comment on column url_states.url is 'Address.';
comment on column url_states.uri is 'Identity of the article first found there (captures.uri).';
comment on column url_states.first_fetched_at is 'When it was first fetched.';
comment on column url_states.last_fetched_at is 'When it was last fetched.';
comment on column url_states.etag is 'Validator to send with the next request.';
comment on column url_states.last_modified is 'Time of change to send with the next request.';
comment on column url_states.validated_url is 'Address that sent these validators, after redirects.';
comment on column url_states.digest is 'SHA-256 of the body it last gave.';
comment on column url_states.reads is 'How often it was read, answers that nothing changed among them.';
comment on column url_states.failures is 'How often in a row it could not be read.';
comment on column url_states.next_at is 'When it is to be read again; null: not again.';
comment on column url_states.moved_to is 'Where it moved for good.';
comment on column url_states.gone is 'Whether the publisher said that it is gone for good (410).';

create table poll_states (
    source_id varchar not null,
    last_at timestamptz,
    next_at timestamptz,
    arrivals timestamptz[] not null,
    failures integer not null,
    failing_since timestamptz,
    reason varchar not null,
    retry_after timestamptz,
    fresh_until timestamptz,
    ttl_seconds double
);
comment on table poll_states is 'One row per web source: how polling it went, and when it is due.';
comment on column poll_states.source_id is 'Source (sources.source_id).';
comment on column poll_states.last_at is 'When it was last polled.';
comment on column poll_states.next_at is 'When it is due; null: now.';
comment on column poll_states.arrivals is 'When its newest items were published or first seen.';
comment on column poll_states.failures is 'Polls in a row that failed.';
comment on column poll_states.failing_since is 'When the first of them was.';
comment on column poll_states.reason is 'Why the last one failed, in words.';
comment on column poll_states.retry_after is 'Before this time it wants no request.';
comment on column poll_states.fresh_until is 'Until then its list counts as fresh.';
comment on column poll_states.ttl_seconds is 'Time to live of its list, as the feed states it.';

create table site_files (
    url varchar not null,
    fetched_at timestamptz not null,
    expires_at timestamptz not null,
    status integer,
    body blob not null,
    failure varchar,
    reason varchar not null
);
comment on table site_files is 'One row per file that speaks for a whole host (robots.txt, tdmrep.json), as last fetched.';
comment on column site_files.url is 'Address.';
comment on column site_files.fetched_at is 'When it was fetched.';
comment on column site_files.expires_at is 'Until when it may be used.';
comment on column site_files.status is 'HTTP status; null where the host could not be reached.';
comment on column site_files.body is 'Its bytes.';
comment on column site_files.failure is 'Why the host could not be reached (as in fetches.outcome).';
comment on column site_files.reason is 'The same in words.';
