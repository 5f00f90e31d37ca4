-- One row per word form and language that the dictionary lacks.
select distinct forms.surface, forms.language
from forms
where not exists (
    select 1
    from words
    where words.surface = forms.surface and words.language is not distinct from forms.language
)
order by all
