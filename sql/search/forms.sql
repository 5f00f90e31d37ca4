-- One row per word form of the texts to index, by number: as it is compared, and searched as which term.
-- What is longer than any word is left out.
create or replace temp table forms as
select number, language, search_fold(word) as surface
from numbered_words
where length(word) <= 64
