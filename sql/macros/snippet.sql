-- A text with the words of a query marked: «word». A word counts as one of the query's where it begins like it.
create or replace macro snippet(words, query) as
marked(words, search_tokens(search_fold(regexp_replace(cast(query as varchar), '-?[a-z]+:[^\s]*', ' ', 'g'))));

comment on macro snippet is 'A text with the words of a query marked: «word».';
