-- One row per article: its current version.
create or replace view articles as
select
    article_id,
    title,
    lead,
    body,
    authors,
    published_at,
    published_on,
    published_text,
    modified_at,
    modified_on,
    language,
    publisher,
    section,
    tags,
    url,
    canonical_url,
    image_url,
    description,
    paywalled,
    source_id,
    source_ref,
    word_count,
    revision,
    first_seen,
    last_seen,
    rule_set,
    capture_id,
    processed_at,
    run_id
from revisions
where is_current;

comment on view articles is 'One row per article: its current version. Earlier versions are in revisions.';
comment on column articles.revision is 'Number of the current version; the earlier ones are in revisions.';
