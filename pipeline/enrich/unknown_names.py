"""Names that nothing known explains, by what stands beside them: prepositions, roles, verbs, a second noun."""

from __future__ import annotations

import re

from pipeline.enrich.gazetteer import is_given_name
from pipeline.enrich.german_institutions import GermanInstitutions
from pipeline.enrich.institutions import Institutions
from pipeline.enrich.known_names import Found, KnownNames
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.tokens import Tokens


class UnknownNames(KnownNames):
    """Finds unknown names in the tokens of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        super().__init__(tokens, lexicon)
        kind = GermanInstitutions if lexicon.uses_case_for_nouns else Institutions
        self.institutions = kind(self.forms, lexicon)

    def described(self, at: int, end: int) -> Found | None:
        """`die Fluggesellschaft Alpi Eagles`, `der Hersteller Acme`."""
        if not self.institutions.described(at, end) or self.forms.is_common_noun(at):
            return None
        if self.forms.is_seen_as_noun(at) or self.forms.is_given(at):
            return None
        stop = at + 1
        while stop < min(end, at + 3) and self.forms.can_be_name(stop) and not self.forms.is_common_noun(stop):
            stop += 1
        return Found(at, stop, "organisation", 0.65, self.forms.name(at, stop))

    def place(self, at: int, stop: int, end: int) -> Found | None:
        """An unknown place, known by what stands beside it."""
        if stop - at > 3:
            return None
        score = self._place_score(at, stop, end)
        return (
            Found(at, stop, "place", score, self.forms.name(at, stop), self.country_after(stop, end))
            if score >= 0.5
            else None
        )

    def _place_score(self, at: int, stop: int, end: int) -> float:
        words = self.words
        before = self.tokens.lower[at - 1] if at > self.forms.sentence[0] else ""
        if self.tokens.lower[stop - 1] in words.place_after and stop - at > 1:
            return 0.7
        if self.tokens.lower[at] in words.place_before and stop - at > 1:
            return 0.7
        if self.forms.is_common_noun(at) or self.institutions.has_word(at, stop):
            return 0.0
        if is_given_name(self.texts[at]) and stop - at > 1:
            return 0.0
        two_before = self.tokens.lower[at - 2] if at - 2 >= self.forms.sentence[0] else ""
        if before in words.place_words or (
            before in ("of", "de", "di", "von") and two_before in words.place_words
        ):
            return 0.75
        in_place = before in words.place_prepositions
        if in_place and self.country_after(stop, end):
            return 0.75
        if not in_place and before not in words.strong_place_prepositions:
            return 0.0
        ending = len(self.texts[at]) > 5 and self.tokens.lower[stop - 1].endswith(words.place_endings or ("\0",))
        if in_place and ending:
            return 0.65
        if before in words.strong_place_prepositions and self.forms.is_free(at, stop):
            return 0.55
        return 0.0

    def unknown_person(self, at: int, stop: int, end: int) -> Found | None:
        """A row of capitals that nothing else explains, where the surroundings speak for a person."""
        length = stop - at
        if self.institutions.has_word(at, stop):
            return None
        if self.forms.is_in_marks(at, stop):
            return None  # a title: “Little Eden”
        if self.words.uses_case_for_nouns:
            return self._german_pair(at, end)
        if length == 1:
            return None
        if any(self.tokens.lower[index] in self.words.titles for index in range(at + 1, stop - 1)):
            return None  # Minority Leader Hakeem Jeffries
        if self.forms.is_opening(at) and self.known_name(at + 1, end) is not None:
            return None  # Rivals Lidl and Aldi
        if length > 2 and self.forms.is_opening(at) and not self.forms.is_given(at):
            return None  # Kapitan Błażej Sikora: the first word is what he is
        if not 2 <= length <= 4 or self.forms.is_thing(at, stop) or self.forms.after_article(at):
            return None
        score = 0.6 if length < 4 else 0.5
        return self.person(at, stop, score + (0.15 if self.forms.acts_as_person(at, stop) else 0.0))

    def _german_pair(self, at: int, end: int) -> Found | None:
        """Two nouns beside each other are rare; two that are no ordinary nouns are mostly a name."""
        stop = at + 2
        if stop > end or not self.tokens.capital[at + 1] or not self.forms.can_be_name(at + 1):
            return self._single_speaker(at, end)
        if self.forms.is_common_noun(at) or self.forms.is_common_noun(at + 1) or self.forms.after_article(at):
            return None
        if (
            self._explained(at)
            or self._explained(at + 1)
            or re.search(r"(?:en|er|e|es|em|ung|in)$", self.tokens.lower[at])
        ):
            return None
        if stop < end and self.tokens.capital[stop] and not self.forms.is_common_noun(stop):
            stop += 1
        short_form = self.forms.counts[self.texts[stop - 1]] > 1
        acts = self.forms.acts_as_person(at, stop)
        score = 0.4 + (0.2 if acts else 0.0) + (0.2 if short_form else 0.0)
        return self.person(at, stop, score) if score >= 0.5 else None

    def _explained(self, at: int) -> bool:
        """Whether a word is something else on its own: a noun, a place, an organisation, a given name."""
        text = self.texts[at]
        if text.isupper() or self.forms.is_seen_as_noun(at) or any(character.isdigit() for character in text):
            return True
        return self.forms.is_given(at) or self.known_name(at, self.forms.sentence[1]) is not None

    def _single_speaker(self, at: int, end: int) -> Found | None:
        """`sagte Celebi`: right after the verb, without an article."""
        before = self.tokens.lower[at - 1] if at > self.forms.sentence[0] else ""
        spoken = before in self.words.say and before not in self.words.split and not self.forms.is_common_noun(at)
        if not spoken or self.forms.counts[self.texts[at]] < 2 or self.forms.row(at, end) != at + 1:
            return None
        return self.person(at, at + 1, 0.55)

    def person(self, at: int, stop: int, score: float) -> Found:
        """A person whose name is these words."""
        return Found(at, stop, "person", score, self.forms.name(at, stop))
