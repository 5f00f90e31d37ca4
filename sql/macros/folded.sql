-- A text without what makes no difference to its words: case, spaces, punctuation. For telling cosmetic edits.
create or replace macro folded(words) as
lower(regexp_replace(nfc_normalize(coalesce(words, '')), '[\s\p{P}\p{S}\p{Z}]+', '', 'g'));

comment on macro folded is 'A text without case, spaces and punctuation: equal where an edit changed no word.';
