-- What the text says in a form to count and to cite: who said what, who and where it is about, when.

create table quotes (
    article_id varchar not null,
    revision integer not null,
    place integer not null,
    text varchar not null,
    speaker varchar,
    speaker_name varchar,
    verb varchar,
    direct boolean not null,
    partial boolean not null,
    "start" integer,
    "end" integer,
    score double not null
);
comment on table quotes is 'One row per quotation in a version of an article: what was said, and by whom.';
comment on column quotes.article_id is 'Article it stands in (revisions.article_id).';
comment on column quotes.revision is 'Version it stands in (revisions.revision).';
comment on column quotes.place is 'Its place among the quotations of the text, from 0.';
comment on column quotes.text is 'The words, without their marks.';
comment on column quotes.speaker is 'Who said it: the full name where the attribution holds one, else the words that stand there.';
comment on column quotes.speaker_name is 'Who that is in full, as far as the article says, of a pronoun too.';
comment on column quotes.verb is 'Verb or phrase of the attribution, as it stands.';
comment on column quotes.direct is 'Whether it is in the speaker''s own words, between quotation marks.';
comment on column quotes.partial is 'Whether it is a fragment inside a sentence of the writer.';
comment on column quotes."start" is 'Where it begins in the body, in characters from 0, marks included; null where it stands in the lead.';
comment on column quotes."end" is 'Where it ends in the body.';
comment on column quotes.score is 'How sure it is that this was said, 0 to 1.';

create table mentions (
    article_id varchar not null,
    revision integer not null,
    place integer not null,
    text varchar not null,
    kind varchar not null,
    name varchar not null,
    "start" integer,
    "end" integer,
    count integer not null,
    score double not null,
    country varchar
);
comment on table mentions is 'One row per person, place or organisation that a version of an article names.';
comment on column mentions.article_id is 'Article it stands in (revisions.article_id).';
comment on column mentions.revision is 'Version it stands in (revisions.revision).';
comment on column mentions.place is 'Its place among the names of the text, from 0.';
comment on column mentions.text is 'The name as it first stands.';
comment on column mentions.kind is 'person, place or organisation.';
comment on column mentions.name is 'Canonical form: in full, and not inflected where the base is known.';
comment on column mentions."start" is 'Where it first stands in the body, in characters from 0; null where only headline or lead have it.';
comment on column mentions."end" is 'Where that ends.';
comment on column mentions.count is 'How often it is named in headline, lead and body.';
comment on column mentions.score is 'How sure it is that this is a name of that kind, 0 to 1.';
comment on column mentions.country is 'Country of a place, ISO 3166-1 alpha-2, where it is known.';

create table text_dates (
    article_id varchar not null,
    revision integer not null,
    place integer not null,
    text varchar not null,
    "start" integer not null,
    "end" integer not null,
    first date not null,
    last date not null,
    precision varchar not null,
    relative boolean not null
);
comment on table text_dates is 'One row per date that the text of a version speaks of, as a span of days.';
comment on column text_dates.article_id is 'Article it stands in (revisions.article_id).';
comment on column text_dates.revision is 'Version it stands in (revisions.revision).';
comment on column text_dates.place is 'Its place among the dates of the text, from 0.';
comment on column text_dates.text is 'The date as it stands: am Dienstag, last week, 4 juillet.';
comment on column text_dates."start" is 'Where it begins in the body, in characters from 0.';
comment on column text_dates."end" is 'Where it ends.';
comment on column text_dates.first is 'The first day it can mean.';
comment on column text_dates.last is 'The last day it can mean.';
comment on column text_dates.precision is 'day, week, month or year.';
comment on column text_dates.relative is 'Whether it is counted from the day of publication.';

create table datelines (
    article_id varchar not null,
    revision integer not null,
    place varchar,
    agency varchar,
    country varchar
);
comment on table datelines is 'One row per version whose text begins with where it was filed, or for which agency: Seoul (dpa) –.';
comment on column datelines.article_id is 'Article it stands in (revisions.article_id).';
comment on column datelines.revision is 'Version it stands in (revisions.revision).';
comment on column datelines.place is 'Place it was filed from.';
comment on column datelines.agency is 'Agency or desk, as it stands.';
comment on column datelines.country is 'Country of the place, ISO 3166-1 alpha-2.';
