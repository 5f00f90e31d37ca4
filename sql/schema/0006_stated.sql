-- What a feed or sitemap says of an article stands in it for days only; the article is read again for longer, and a
-- later reading without it would look like an edit.

alter table url_states add column stated struct(field varchar, raw varchar, origin varchar)[];
comment on column url_states.stated is 'What the list that first named it said of it: field, value as found, and where it stood.';
