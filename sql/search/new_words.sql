-- One row per word form and language that the dictionary lacks.
select distinct counted.surface, counted.language
from counted
where not exists (
    select 1
    from words
    where words.surface = counted.surface and words.language is not distinct from counted.language
)
order by all
