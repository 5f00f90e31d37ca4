-- A text with some words marked, «word», where they begin like a token of a query; tokens as search_tokens gives
-- them. Without regular expressions: compiling one costs more than all the rest.
create or replace macro marked(words, tokens) as
array_to_string(
    list_transform(
        string_split(words, ' '),
        lambda word: case
            when len(
                list_filter(
                    tokens,
                    lambda token: contains(
                        ' ' || translate(
                            replace(strip_accents(lower(word)), 'ß', 'ss'),
                            '.,;:!?"''’‘“”„«»()[]/–—-…',
                            '                        '
                        ) || ' ',
                        case
                            when token >= '⺀' then strip_accents(token)
                            when length(token) < 4 then ' ' || token || ' '
                            else ' ' || left(token, greatest(4, length(token) - 2))
                        end
                    )
                )
            ) > 0 then '«' || word || '»'
            else word
        end
    ),
    ' '
);

comment on macro marked is 'A text with the words marked that begin like one of some tokens: «word».';
