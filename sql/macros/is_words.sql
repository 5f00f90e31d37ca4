-- Whether a query is nothing but words of letters and digits, in scripts that put spaces between them and whose
-- folding takes no regular expression. Ranges, not classes of Unicode: these take milliseconds to compile.
create or replace macro is_words(said) as
regexp_full_match(said, '(?:[ ''’]*[0-9A-Za-zÀ-ÖØ-öø-ľŁ-ňŊ-žΆΈ-ΊΌΎ-ΡΣ-ώЀ-џא-תء-غف-ي]+(?:-[0-9A-Za-zÀ-ÖØ-öø-ľŁ-ňŊ-žΆΈ-ΊΌΎ-ΡΣ-ώЀ-џא-תء-غف-ي]+)*)*[ ''’]*');

comment on macro is_words is 'Whether a query of search is plain words, in scripts with spaces between them.';
