-- The term of each word form of the texts to index; one row per form. Those that the dictionary lacked are in it now.
select number, term
from forms
where term is not null
union all
select forms.number, words.term
from forms
join words on words.key = forms.key and words.language is not distinct from forms.language
where forms.term is null
