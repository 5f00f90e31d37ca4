-- The first trace of a wrong decoding in a text, or an empty string: replacement characters, control
-- characters, and UTF-8 read as Windows-1252 (a capital A with tilde or circumflex and a sign after it, within
-- a word; Portuguese has these letters before a closing quote).
create or replace macro encoding_damage(seen) as
regexp_extract(
    seen,
    '\x{FFFD}|[\x00-\x08\x0E-\x1F\x{80}-\x{9F}]'
    || '|\p{Ll}[ÃÂ][\x{A0}-\x{BF}€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]'
    || '|[ÃÂ][\x{A0}-\x{BF}€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—™š›œžŸ]\p{L}'
    || '|â€[\x{80}-\x{BF}™œ“”–—¦˜]'
);

comment on macro encoding_damage is 'The first trace of a wrong decoding in a text (�, Ã¤, â€™, control characters), or an empty string.';
