-- Scripts that put no space between words, as a character class for regular expressions.
create or replace macro unspaced() as
'[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]';

comment on macro unspaced is 'Character class of the scripts that put no space between words.';
