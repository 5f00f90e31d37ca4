-- Lines that a source repeats over clearly different articles: learned here, confirmed or rejected by a person.

create table templates (
    template_id varchar not null,
    source_id varchar not null,
    key varchar not null,
    text varchar not null,
    state varchar not null,
    support integer not null,
    articles integer not null,
    confidence double not null,
    place varchar not null,
    place_share double not null,
    ends_article boolean not null,
    valid_from date,
    valid_to date,
    learned_at timestamptz not null,
    decided_at timestamptz
);
comment on table templates is 'One row per line that a source repeats over clearly different articles.';
comment on column templates.template_id is 'Identity: first 12 hex digits of MD5 of source and key; rules name it as template:ID.';
comment on column templates.source_id is 'Source that repeats it (sources.source_id).';
comment on column templates.key is 'The line as it is compared: lower case, single spaces, numbers as 0.';
comment on column templates.text is 'The line, as it stood in the latest article.';
comment on column templates.state is 'learned (by newsmill), confirmed or rejected (by a person).';
comment on column templates.support is 'Articles of its own text that carry it.';
comment on column templates.articles is 'Such articles of the source in the same span of time.';
comment on column templates.confidence is 'How sure it is, 0 to 1; learned templates are used from 0.8 on.';
comment on column templates.place is 'Where it stands: start, end or anywhere.';
comment on column templates.place_share is 'Share of its occurrences that stand there.';
comment on column templates.ends_article is 'Whether nothing of an article comes after it.';
comment on column templates.valid_from is 'Day of the first article that carries it.';
comment on column templates.valid_to is 'Day of the last one, where the source has gone on without it; null while it is in use.';
comment on column templates.learned_at is 'When it was first found.';
comment on column templates.decided_at is 'When a person decided on it.';
