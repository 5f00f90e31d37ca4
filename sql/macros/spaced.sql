-- A text with spaces between its words: as it is, or, in scripts without spaces, as pairs of characters.
create or replace macro spaced(words) as
case
    when regexp_matches(words, unspaced()) then array_to_string(search_tokens(words), ' ')
    else words
end;

comment on macro spaced is 'A text with spaces between its words; in scripts without spaces, between pairs of characters.';
