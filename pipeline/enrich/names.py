"""Names in a text with capitals: which rows of words name a person, a place or an organisation, and how surely.

Looks at one place of the text at a time: what is known (gazetteer), what stands before (roles, prepositions),
what the words themselves say (legal forms, institution words, endings). `mentions` puts the finds together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.enrich.gazetteer import clubs, is_given_name, no_acronyms
from pipeline.enrich.known_names import Found, is_ordinary
from pipeline.enrich.unknown_names import UnknownNames

_ACRONYM = re.compile(r"[^\W\d_]{2,7}(?:[/&][^\W\d_]{2,5})?\d{0,2}")


class Scanner(UnknownNames):
    """Finds names in the tokens of one text."""

    def scan(self, first: int, end: int, *, heading: bool = False) -> Iterator[Found]:
        """The names of one sentence; in a heading, where every word may have a capital, only those well known."""
        self.forms.sentence = (first, end)
        starts = self.forms.starts
        reached = first
        for at in starts[bisect_left(starts, first) : bisect_left(starts, end)]:
            if at < reached or is_ordinary(self.words.language, self.texts[at]):
                continue
            found = self.known_name(at, end) if heading else self._at(at, end)
            if found is not None:
                yield found
                reached = found.end

    def _at(self, at: int, end: int) -> Found | None:
        known = self.known_name(at, end)
        if known and (longer := self._longer(known, end)):
            return longer
        if known and (known.end - at > 1 or self._is_first_of_two(known, end)):
            return known
        found = (
            self._titled(at, end)
            or self._given(at, end)
            or self._institution(at, end)
            or known
            or self._street(at, end)
        )
        return found or self._club(at, end) or self._acronym(at) or self._unknown(at, end)

    def _longer(self, known: Found, end: int) -> Found | None:
        """What begins with a known name: `Silicon Valley Bank`, `Emirates Stadium`, `Galápagos Islands`."""
        if known.end >= end or not self.tokens.capital[known.end]:
            return None
        stop = known.end
        while stop < end and self.tokens.capital[stop] and self.tokens.lower[stop] in self.words.place_after:
            stop += 1
        if stop > known.end:
            return Found(known.first, stop, "place", 0.8, self.forms.name(known.first, stop), known.country)
        longer = self._institution(known.first, end) if known.end - known.first > 1 else None
        return longer if longer and longer.end > known.end else None

    def _is_first_of_two(self, known: Found, end: int) -> bool:
        """`Gazprom and China National Petroleum Corporation` are two."""
        return known.kind == "organisation" and known.end < end and self.tokens.lower[known.end] in ("and", "und")

    def _street(self, at: int, end: int) -> Found | None:
        """`Potsdamer Platz`, `Berliner Straße`."""
        if not self.words.uses_case_for_nouns or at + 1 >= end or not self.tokens.lower[at].endswith("er"):
            return None
        if at > self.forms.sentence[0] and self.tokens.capital[at - 1] and not self.forms.is_opening(at - 1):
            return None  # New Yorker Flughafen
        if not self.tokens.capital[at + 1] or self.tokens.lower[at + 1] not in self.words.place_after:
            return None
        return Found(at, at + 2, "place", 0.7, self.forms.name(at, at + 2))

    def _unknown(self, at: int, end: int) -> Found | None:
        """What nothing that is known explains."""
        if not self.forms.can_be_name(at):
            return None
        stop = self.forms.row(at, end)
        return self.place(at, stop, end) or self.described(at, end) or self.unknown_person(at, stop, end)

    def _given(self, at: int, end: int) -> Found | None:
        """A given name and what follows it."""
        if not is_given_name(self.texts[at]) or self.tokens.lower[at] in self.words.times:
            return None
        if self.forms.is_opening(at) and self.tokens.lower[at] in self.words.adverbs:
            return None
        stop = self.forms.full_name(at, end)
        if stop - at < 2 or self._is_more(at, stop, end):
            return None
        return self.person(at, stop, 0.85)

    def _is_more(self, at: int, stop: int, end: int) -> bool:
        """Whether what begins like a person's name is a firm's or a street's: `Dell Technologies Inc.`"""
        institution = self.institutions.at(at, end)
        is_firm = institution is not None and institution[0] >= stop
        return is_firm or self.tokens.lower[stop - 1] in self.words.place_after

    def _titled(self, at: int, end: int) -> Found | None:
        """A name after a title or role: `Präsident Gusmão`, `striker Harry Kane`."""
        if not self.forms.after_role(at):
            return None
        if not self.forms.can_be_name(at) or self._is_no_surname(at):
            return None
        stop = self.forms.full_name(at, end, after_role=True)
        if stop == at + 1 and self.forms.is_common_noun(at):
            return None
        score = 0.85 if stop - at > 1 else 0.7
        return self.person(at, stop, score)

    def _is_no_surname(self, at: int) -> bool:
        text = self.texts[at]
        if (text.isupper() and len(text) > 1) or self.institutions.at(at, self.forms.sentence[1]):
            return True
        known = self.places.match(self.texts, at) or self.places.match([self.forms.base_of(at) or ""], 0)
        plain = not is_given_name(text) and bool(known) and self.tokens.lower[at - 1] not in self.words.titles
        return (
            plain
            or self.organisations.match(self.texts, at) is not None
            or self.own.match(self.texts, at) is not None
        )

    def _club(self, at: int, end: int) -> Found | None:
        if self.texts[at] not in clubs() or at + 1 >= end:
            return None
        stop = at + 1
        while stop < end and stop < at + 4 and self.tokens.capital[stop] and not self.forms.is_common_noun(stop):
            stop += 1
        if stop < end and self.tokens.kind[stop] == "number" and stop > at + 1:
            stop += 1
        numbered = at >= 2 and self.texts[at - 1] == "." and self.tokens.kind[at - 2] == "number"
        first = at - 2 if numbered else at
        return Found(first, stop, "organisation", 0.8, self.forms.name(first, stop)) if stop > at + 1 else None

    def _institution(self, at: int, end: int) -> Found | None:
        found = self.institutions.at(at, end)
        if found is None:
            return None
        stop, score = found
        return Found(at, stop, "organisation", score, self.institutions.base(at, stop))

    def _acronym(self, at: int) -> Found | None:
        """A group of capitals: SPD, WHO, G20."""
        text = self.texts[at]
        if not text.isupper() or len(text) < 2 or text in no_acronyms() or not _ACRONYM.fullmatch(text):
            return None
        if self.forms.is_shouted or (not text.isascii() and len(text) < 3):
            return None
        beside = [self.texts[i] for i in (at - 1, at + 1) if 0 <= i < len(self.texts)]
        if len(text) > 3 and any(map(_is_shouted, beside)):
            return None  # a town in capitals at the head of a report
        if self.tokens.lower[at] in self.words.function_words and any(
            len(each) > 1 and each.isupper() for each in beside
        ):
            return None  # LE POINT SUR LA SITUATION
        after_number = at > 0 and self.tokens.kind[at - 1] == "number"
        return Found(at, at + 1, "organisation", 0.45 if after_number else 0.7, text)


def _is_shouted(text: str) -> bool:
    return len(text) > 3 and text.isupper()
