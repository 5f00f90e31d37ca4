-- The words of a folded text, as a list: runs of letters and digits; in scripts without spaces, each pair of
-- neighbouring characters.
create or replace macro search_tokens(folded) as
flatten(
    list_transform(
        regexp_extract_all(
            regexp_replace(folded, '(' || unspaced() || '+)', ' \1 ', 'g'),
            '[\p{L}\p{M}\p{N}]+'
        ),
        lambda word: case
            when length(word) > 2 and regexp_matches(word, '^' || unspaced())
                then list_transform(range(1, length(word)), lambda place: substring(word, place, 2))
            else [word]
        end
    )
);

comment on macro search_tokens is 'The words of a folded text, as a list; in scripts without spaces, pairs of characters.';
