-- A text with the words of a query marked: «word». A word counts as one of the query's where it begins like it.
create or replace macro snippet(words, query) as
array_to_string(
    list_transform(
        string_split(words, ' '),
        lambda word: case
            when len(
                list_filter(
                    search_tokens(search_fold(word)),
                    lambda token: len(
                        list_filter(
                            search_tokens(
                                search_fold(regexp_replace(cast(query as varchar), '-?[a-z]+:[^\s]*', ' ', 'g'))
                            ),
                            lambda asked: case
                                when length(asked) < 4 then token = asked
                                else starts_with(token, left(asked, greatest(4, length(asked) - 2)))
                            end
                        )
                    ) > 0
                )
            ) > 0 then '«' || word || '»'
            else word
        end
    ),
    ' '
);

comment on macro snippet is 'A text with the words of a query marked: «word».';
