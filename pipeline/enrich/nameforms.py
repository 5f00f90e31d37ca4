"""How far a name reaches in a row of words, and whether what stands around it speaks for a person."""

from __future__ import annotations

import re

from pipeline.enrich.gazetteer import is_given_name
from pipeline.enrich.ordinary import NOUN
from pipeline.enrich.wordforms import OPENERS, Words

_LONGEST = 6
_ROMAN = re.compile(r"[IVX]{1,6}")
# Endings of German nouns for persons; the name follows: Vorarbeiterin Samira Dogan.
_PERSON_NOUN = re.compile(
    r"..(?:erin|er|ler|ist|istin|ent|entin|or|orin|eur|eurin|ant|antin|oge|ogin|är|ärin|wart|mann|frau)$"
)
_PARTICLE_WORDS = "af al av ben bin da das de del den der di do dos du e el ibn la le ten ter van von y zu zum zur"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_AND = frozenset(("e", "y"))
_WHO_WORDS = "che der die dont ki która który qui quien som who whose"
_WHO = frozenset(_WHO_WORDS.split())


class Forms(Words):
    """The words of one text, seen as rows that can be names."""

    def full_name(self, at: int, end: int, *, after_role: bool = False) -> int:
        """The token after a person's name that begins at `at`."""
        stop = at
        end = min(end, at + _LONGEST)
        while stop < end and is_given_name(self.bare[stop]) and not self.is_possessive(stop):
            stop = self._past_initials(stop + 1, end)
        stop = max(stop, at + 1 if after_role and stop == at else stop)
        surnames = 1 if self.words.uses_case_for_nouns else 3
        if after_role and stop == at + 1 and not is_given_name(self.bare[at]):
            surnames = 1 if self.words.uses_case_for_nouns else 2
        while surnames and stop < end and not self.is_possessive(stop - 1):
            after = self._past_particles(stop, end)
            if after >= end or not self._is_surname(after, stop):
                break
            stop, surnames = after + 1, surnames - 1
            if not surnames and self._goes_on(stop, end):
                surnames = 1
        return self._past_numeral(stop, end)

    def _goes_on(self, stop: int, end: int) -> bool:
        """Whether one more word belongs to a German name: it stands alone elsewhere, and never as a noun."""
        if not self.words.uses_case_for_nouns or stop >= end or self.counts[self.bare[stop]] < 2:
            return False
        return (
            not self.is_common_noun(stop)
            and not self.is_seen_as_noun(stop)
            and not self.tokens.text[stop].isupper()
        )

    def _past_numeral(self, stop: int, end: int) -> int:
        """With the number of a king or pope: Benedikt XVI."""
        if stop < end and _ROMAN.fullmatch(self.tokens.text[stop]):
            stop += 1
        dotted = (
            stop < len(self.tokens)
            and self.tokens.text[stop] == "."
            and _ROMAN.fullmatch(self.tokens.text[stop - 1])
        )
        return stop + 1 if dotted else stop

    def _is_first_surname(self, at: int, stop: int) -> bool:
        """Whether a German word follows a given name at once: Berg, Koch and Wolf are surnames there."""
        token = self.tokens[at]
        if not self.words.uses_case_for_nouns or at != stop or not self.is_given(at - 1) or token.text.isupper():
            return False
        near = token.start <= self.tokens.end[at - 1] + 1
        return (
            near
            and token.capital
            and token.lower not in self.words.not_names | self.words.times
            and (not self.is_function_word(at))
        )

    def _is_introduced(self, at: int) -> bool:
        """`Informatikerin Greta Sommer`: a role and a given name stand before, so any word can be the surname."""
        return self.words.uses_case_for_nouns and at >= 2 and self.is_given(at - 1) and self.after_role(at - 1)

    def _past_initials(self, at: int, end: int) -> int:
        while (
            at + 1 < end
            and len(self.tokens.text[at]) == 1
            and self.tokens.capital[at]
            and self.tokens.text[at + 1] == "."
        ):
            at += 2
        return at

    def _past_particles(self, at: int, end: int) -> int:
        after = at
        while after < end and self.tokens.text[after] in _PARTICLES:
            after += 1
        if after >= end or not (self.tokens.capital[after] or self.is_name_part(after)):
            return at
        # Ortega y Gasset, but not Ayrton Senna y Sebastian Vettel
        joins = after > at and self.tokens.text[after - 1] in _AND and self.is_given(after)
        return at if joins else after

    def _is_surname(self, at: int, stop: int) -> bool:
        token = self.tokens[at]
        if self._is_introduced(at) and token.capital and not token.text.isupper():
            return True
        if self._is_first_surname(at, stop):
            return True
        if token.kind != "word" or not (token.capital or self.is_name_part(at)):
            return False
        if self.tokens.end[at - 1] + 2 < token.start or (
            token.lower in self.stop and not is_given_name(self.bare[at])
        ):
            return False
        if self.words.uses_case_for_nouns and (token.lower in self.words.common_nouns or token.text.isupper()):
            return bool(_ROMAN.fullmatch(token.text))
        if stop > at - 1 and self.words.uses_case_for_nouns:
            return not (NOUN.search(token.lower) and len(token.text) > 7) and not self.is_role(token.lower)
        return not (token.text.isupper() and len(token.text) > 3)

    def row(self, at: int, end: int) -> int:
        """The token after a row of words with capitals, small linking words between them included."""
        stop = at + 1
        while stop < end and not self.is_possessive(stop - 1):
            after = self._past_particles(stop, end)
            if after >= end or not self.tokens.capital[after] or self.tokens.lower[after] in self.stop:
                break
            stop = after + 1
        return stop

    def name(self, at: int, stop: int) -> str:
        """The words of a name, written with single spaces."""
        parts: list[str] = []
        for index in range(at, stop):
            glued = parts and self.tokens.start[index] == self.tokens.end[index - 1]
            word = self.bare[index] if index == stop - 1 else self.tokens.text[index]  # Workers' Party
            parts[-1:] = [parts[-1] + word] if glued else [*parts[-1:], word]
        return " ".join(parts)

    def is_in_marks(self, at: int, stop: int) -> bool:
        """Whether quotation marks stand around the words."""
        if at == 0 or stop >= len(self.tokens):
            return False
        return (
            self.tokens.text[at - 1] in OPENERS - {":", "–", "—", "("} and self.tokens.text[stop] in "“”\"«»‘’'‹›"
        )

    def after_article(self, at: int) -> bool:
        """Whether an article stands before the word."""
        return at > self.sentence[0] and self.tokens.lower[at - 1] in self.words.determiners

    def acts_as_person(self, at: int, stop: int) -> bool:
        """Whether what stands around the words speaks for a person: a verb of saying, an age, a party, `who`."""
        first, end = self.sentence
        before = self.tokens.lower[at - 1] if at > first else ""
        if stop >= end:
            return before in self.words.say
        if (
            self.words.uses_case_for_nouns
            and at > first
            and self.tokens.capital[at - 1]
            and _PERSON_NOUN.search(before)
        ):
            return True
        after, later = self.tokens[stop], self.tokens[stop + 1] if stop + 1 < end else None
        if before in self.words.say or after.lower in self.words.say or after.lower in _WHO:
            return True
        if later is None or after.text not in (",", "("):
            return False
        is_described = later.lower in _WHO or self.is_role(later.lower)
        return later.kind == "number" or is_described or (after.text == "(" and later.text.isupper())
