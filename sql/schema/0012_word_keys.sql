-- Looking a word up by a number reads a small part of the dictionary; by its letters, a large one.

alter table words add column key ubigint;
comment on column words.key is 'The word form as a number, by which it is looked up: md5_number_lower(surface).';
update words set key = md5_number_lower(surface);
