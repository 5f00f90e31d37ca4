-- Which articles are the same text, where that text comes from, and what each outlet made of it.

create table fingerprints (
    text uinteger not null,
    article_id varchar not null,
    revision integer not null,
    processed_at timestamptz not null,
    method varchar not null,
    shingles integer not null
);
comment on table fingerprints is 'One row per version of an article that was compared with the others.';
comment on column fingerprints.text is 'Number of the version among those compared.';
comment on column fingerprints.article_id is 'The article (revisions.article_id).';
comment on column fingerprints.revision is 'The version (revisions.revision).';
comment on column fingerprints.processed_at is 'Which processing of the version it was (revisions.processed_at).';
comment on column fingerprints.method is 'How it was fingerprinted; another method compares all anew.';
comment on column fingerprints.shingles is 'Pairs of neighbouring words in its text; those with fewer than 12 have no bands.';

create table copy_bands (
    band uinteger not null,
    text uinteger not null
);
comment on table copy_bands is 'One row per version and band of its MinHash: versions that share two bands are compared word by word.';
comment on column copy_bands.band is 'Number of the band (6 bits) and hash of its two values (26 bits).';
comment on column copy_bands.text is 'The version (fingerprints.text).';

create table near_duplicates (
    article_id varchar not null,
    revision integer not null,
    other_article_id varchar not null,
    other_revision integer not null,
    similarity double not null,
    containment double not null,
    other_containment double not null
);
comment on table near_duplicates is 'One row per pair of versions of different articles that are the same text, edited or not; copies_of(id) gives both directions.';
comment on column near_duplicates.article_id is 'The article that came later (revisions.article_id).';
comment on column near_duplicates.revision is 'Its version (revisions.revision).';
comment on column near_duplicates.other_article_id is 'The article that was there before.';
comment on column near_duplicates.other_revision is 'Its version.';
comment on column near_duplicates.similarity is 'Pairs of neighbouring words that both have, of all that either has: 0 to 1.';
comment on column near_duplicates.containment is 'Those, of the pairs of the first one: how much of it stands in the other.';
comment on column near_duplicates.other_containment is 'Those, of the pairs of the other one: how much of that stands in the first.';

create table syndication (
    copy_group varchar not null,
    article_id varchar not null,
    revision integer not null,
    source_id varchar not null,
    is_origin boolean not null,
    origin_article_id varchar not null,
    agency varchar,
    evidence varchar not null,
    similarity double not null,
    kept_share double not null,
    own_share double not null,
    paragraphs_added integer not null,
    paragraphs_changed integer not null,
    paragraphs_cut integer not null
);
comment on table syndication is 'One row per article that is one of several with the same text: the group, its probable origin, and what was done to it.';
comment on column syndication.copy_group is 'Identity of the group: the smallest article_id in it.';
comment on column syndication.article_id is 'The article (articles.article_id).';
comment on column syndication.revision is 'Its current version.';
comment on column syndication.source_id is 'Source it came from (sources.source_id).';
comment on column syndication.is_origin is 'Whether it is the one the others probably took the text from.';
comment on column syndication.origin_article_id is 'The probable origin within the warehouse.';
comment on column syndication.agency is 'Agency that the group credits, as it stands; null where none is credited.';
comment on column syndication.evidence is 'Why the origin is thought to be the origin.';
comment on column syndication.similarity is 'Pairs of neighbouring words it shares with the origin, of all that either has: 0 to 1.';
comment on column syndication.kept_share is 'Share of the origin''s text that it has: 0 to 1.';
comment on column syndication.own_share is 'Share of its text that the origin does not have: 0 to 1.';
comment on column syndication.paragraphs_added is 'Paragraphs that the origin does not have, the lead counted as one.';
comment on column syndication.paragraphs_changed is 'Paragraphs of the origin that it has in other words.';
comment on column syndication.paragraphs_cut is 'Paragraphs of the origin that it does not have.';

create table copy_changes (
    article_id varchar not null,
    revision integer not null,
    change varchar not null,
    place integer not null,
    text varchar,
    origin_text varchar
);
comment on table copy_changes is 'One row per headline or paragraph in which a copy differs from its origin (syndication.origin_article_id).';
comment on column copy_changes.article_id is 'The copy (articles.article_id).';
comment on column copy_changes.revision is 'Its current version.';
comment on column copy_changes.change is 'headline, added, changed or cut.';
comment on column copy_changes.place is 'Number of the paragraph in the copy, or of a cut one in the origin, from 1; 0 is headline or lead.';
comment on column copy_changes.text is 'The copy''s words; null where a paragraph was cut.';
comment on column copy_changes.origin_text is 'The origin''s words; null where a paragraph was added.';
