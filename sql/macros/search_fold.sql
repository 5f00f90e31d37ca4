-- A text as search compares it: lower case, without accents where accents only mark a letter. Japanese and
-- the scripts of South and South-East Asia keep their marks: there a mark makes another letter.
create or replace macro search_fold(words) as
replace(
    replace(
        case
            when regexp_matches(
                words,
                '[\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}]'
            ) then lower(words)
            else strip_accents(lower(words))
        end,
        'ß',
        'ss'
    ),
    'ς',
    'σ'
);

comment on macro search_fold is 'A text as search compares it: lower case and without accents.';
