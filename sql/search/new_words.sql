-- One row per word form and language that the dictionary lacks.
select distinct surface, language
from forms
where term is null
order by all
