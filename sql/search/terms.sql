-- The term of each word form of the texts to index; one row per form.
select forms.number, words.term
from forms
join words on words.surface = forms.surface and words.language is not distinct from forms.language
