"""Names in a text with capitals: which rows of words name a person, a place or an organisation, and how surely.

Looks at one place of the text at a time: what is known (gazetteer), what stands before (roles, prepositions),
what the words themselves say (legal forms, institution words, endings). `mentions` puts the finds together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.enrich.gazetteer import Known, Names, clubs, given_names, no_acronyms, organisations, places, stem
from pipeline.enrich.institutions import Institutions
from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.tokens import Token
from pipeline.enrich.wordforms import Forms, is_ordinary_word

_ACRONYM = re.compile(r"[^\W\d_]{2,7}(?:[/&][^\W\d_]{2,5})?\d{0,2}")
_INFLECTING = frozenset(("ru", "uk", "be", "bg", "sr", "hr", "sl", "pl", "cs", "sk", "lt", "lv", "fi", "et", "hu", "el", "mk", "ro"))


@dataclass(frozen=True, slots=True)
class Found:
    """One name at one place of the text."""

    first: int  # tokens
    end: int
    kind: str
    score: float
    name: str
    country: str | None = None


class Scanner:
    """Finds names in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.forms = Forms(tokens, lexicon)
        self.texts = self.forms.bare
        self.institutions = Institutions(self.forms, lexicon)
        self._places = places(lexicon.language or "en")
        self._known = organisations()
        self._own = _own_organisations(lexicon)

    def scan(self, first: int, end: int, *, heading: bool = False) -> Iterator[Found]:
        """The names of one sentence; in a heading, where every word may have a capital, only those well known."""
        at = first
        self.forms.sentence = (first, end)
        while at < end:
            token = self.tokens[at]
            if not token.capital and not (token.text[:1] in "aeib" and self.forms.is_name_part(at)):
                at += 1
                continue
            if _is_ordinary(self.words.language, self.texts[at]):
                at += 1
                continue
            found = self._known_name(at, end) if heading else self._at(at, end)
            if found is None:
                at += 1
                continue
            yield found
            at = max(found.end, at + 1)

    def _at(self, at: int, end: int) -> Found | None:
        known = self._known_name(at, end)
        if known and known.end - at > 1:
            return known
        found = self._titled(at, end) or self._given(at, end) or self._institution(at, end) or known
        return found or self._club(at, end) or self._acronym(at) or self._unknown(at, end)

    def _unknown(self, at: int, end: int) -> Found | None:
        """What nothing that is known explains."""
        if not self.forms.can_be_name(at):
            return None
        stop = self.forms.row(at, end)
        return self._place(at, stop, end) or self._described(at, end) or self._unknown_person(at, stop, end)

    def _known_name(self, at: int, end: int) -> Found | None:
        if self.forms.is_opening(at) and self.forms.is_function_word(at):
            return None
        for names in (self._own, self._known):
            match = names.match(self.texts, at)
            if match and at + match[0] <= end:
                return self._made(at, at + match[0], match[1], 0.85)
        return self._gazetteer(at, end)

    def _gazetteer(self, at: int, end: int) -> Found | None:
        match = self._places.match(self.texts, at)
        if match is None:
            base = self.forms.base_of(at)
            known = next((k for words, k in self._places.by_first.get(base, ()) if len(words) == 1), None) if base else None
            if known is None and self.words.language in _INFLECTING and len(self.texts[at]) > 4:
                known = self._places.stems.get(stem(self.texts[at]))
            match = (1, known) if known else None
        if match is None or at + match[0] > end:
            return None
        length, known = match
        if known.doubtful and not self.is_in_place(at) and self.tokens[at - 1].lower not in self.words.place_words | self.words.river_words:
            return None
        if length == 1 and self._is_surname(at, end):
            return None
        return self._made(at, at + length, known, 0.9)

    def _is_surname(self, at: int, end: int) -> bool:
        """`Jack London`, `Präsident Washington`: a person who is called like a town."""
        if at > self.forms.sentence[0] and self.texts[at - 1] in given_names() and not self.is_in_place(at):
            return True
        titled = at > self.forms.sentence[0] and self.tokens[at - 1].lower in self.words.titles
        return titled and not self.words.uses_case_for_nouns and self.tokens[at - 1].capital

    def is_in_place(self, at: int) -> bool:
        """Whether a preposition of place stands before the word."""
        return at > 0 and self.tokens[at - 1].lower in self.words.place_prepositions

    def _made(self, at: int, end: int, known: Known, score: float) -> Found:
        return Found(at, end, known.kind, score, known.name, known.country)

    def _given(self, at: int, end: int) -> Found | None:
        """A given name and what follows it."""
        if self.texts[at] not in given_names() or self.tokens[at].lower in self.words.times:
            return None
        if self.forms.is_opening(at) and self.tokens[at].lower in self.words.adverbs:
            return None
        stop = self.forms.full_name(at, end)
        if stop - at < 2:
            return None
        return self._person(at, stop, 0.85)

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
        return self._person(at, stop, score)

    def _is_no_surname(self, at: int) -> bool:
        text = self.texts[at]
        if text.isupper() and len(text) > 1 or self.institutions.at(at, self.forms.sentence[1]):
            return True
        known = self._places.match(self.texts, at) or self._places.match([self.forms.base_of(at) or ""], 0)
        plain = text not in given_names() and bool(known) and not self.tokens[at - 1].lower in self.words.titles
        return plain or self._known.match(self.texts, at) is not None or self._own.match(self.texts, at) is not None

    def _person(self, at: int, stop: int, score: float) -> Found:
        return Found(at, stop, "person", score, self.forms.name(at, stop))

    def _club(self, at: int, end: int) -> Found | None:
        if self.texts[at] not in clubs() or at + 1 >= end:
            return None
        stop = at + 1
        while stop < end and stop < at + 4 and self.tokens[stop].capital and not self.forms.is_common_noun(stop):
            stop += 1
        if stop < end and self.tokens[stop].kind == "number" and stop > at + 1:
            stop += 1
        numbered = at >= 2 and self.texts[at - 1] == "." and self.tokens[at - 2].kind == "number"
        first = at - 2 if numbered else at
        return Found(first, stop, "organisation", 0.8, self.forms.name(first, stop)) if stop > at + 1 else None

    def _institution(self, at: int, end: int) -> Found | None:
        found = self.institutions.at(at, end)
        if found is None:
            return None
        stop, score = found
        return Found(at, stop, "organisation", score, self.institutions.base(at, stop))

    def _described(self, at: int, end: int) -> Found | None:
        """`die Fluggesellschaft Alpi Eagles`, `der Hersteller Acme`."""
        if not self.institutions.described(at, end) or self.forms.is_common_noun(at):
            return None
        if self.forms.is_seen_as_noun(at) or self.forms.is_given(at):
            return None
        stop = at + 1
        if stop < end and self.forms.can_be_name(stop) and not self.forms.is_common_noun(stop):
            stop += 1
        return Found(at, stop, "organisation", 0.65, self.forms.name(at, stop))

    def _acronym(self, at: int) -> Found | None:
        """A group of capitals: SPD, WHO, G20."""
        text = self.texts[at]
        if not text.isupper() or len(text) < 2 or text in no_acronyms() or not _ACRONYM.fullmatch(text):
            return None
        if self.forms.is_shouted or not text.isascii() and len(text) < 3:
            return None
        after_number = at > 0 and self.tokens[at - 1].kind == "number"
        return Found(at, at + 1, "organisation", 0.45 if after_number else 0.7, text)

    def _place(self, at: int, stop: int, end: int) -> Found | None:
        """An unknown place, known by what stands beside it."""
        if stop - at > 3:
            return None
        score = self._place_score(at, stop, end)
        return Found(at, stop, "place", score, self.forms.name(at, stop), self._country_after(stop, end)) if score >= 0.5 else None

    def _place_score(self, at: int, stop: int, end: int) -> float:
        words = self.words
        before = self.tokens[at - 1].lower if at > self.forms.sentence[0] else ""
        if self.tokens[stop - 1].lower in words.place_after and stop - at > 1:
            return 0.7
        if self.tokens[at].lower in words.place_before and stop - at > 1:
            return 0.7
        if self.forms.is_common_noun(at) or self.institutions.has_word(at, stop):
            return 0.0
        if self.texts[at] in given_names() and stop - at > 1:
            return 0.0
        two_before = self.tokens[at - 2].lower if at - 2 >= self.forms.sentence[0] else ""
        if before in words.place_words or (before in ("of", "de", "di", "von") and two_before in words.place_words):
            return 0.75
        in_place = before in words.place_prepositions
        if in_place and self._country_after(stop, end):
            return 0.75
        if not in_place and before not in words.strong_place_prepositions:
            return 0.0
        ending = len(self.texts[at]) > 5 and self.tokens[stop - 1].lower.endswith(words.place_endings or ("\0",))
        if in_place and ending:
            return 0.65
        if before in words.strong_place_prepositions and self.forms.is_free(at, stop):
            return 0.55
        return 0.0

    def _country_after(self, stop: int, end: int) -> str | None:
        """The country of `Wapakoneta (Ohio)`, `Springfield, Illinois`."""
        if stop + 1 < end and self.tokens[stop].text in "(,":
            known = self._places.match(self.texts, stop + 1)
            if known and known[1].region:
                return known[1].country
        return None

    def _unknown_person(self, at: int, stop: int, end: int) -> Found | None:
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
        if self.forms.is_opening(at) and self._known_name(at + 1, end) is not None:
            return None  # Rivals Lidl and Aldi
        if length > 2 and self.forms.is_opening(at) and not self.forms.is_given(at):
            return None  # Kapitan Błażej Sikora: the first word is what he is
        if not 2 <= length <= 4 or self.forms.is_thing(at, stop) or self.forms.after_article(at):
            return None
        score = 0.6 if length < 4 else 0.5
        return self._person(at, stop, score + (0.15 if self.forms.acts_as_person(at, stop) else 0.0))

    def _german_pair(self, at: int, end: int) -> Found | None:
        """Two nouns beside each other are rare; two that are no ordinary nouns are mostly a name."""
        stop = at + 2
        if stop > end or not self.tokens[at + 1].capital or not self.forms.can_be_name(at + 1):
            return self._single_speaker(at, end)
        if self.forms.is_common_noun(at) or self.forms.is_common_noun(at + 1) or self.forms.after_article(at):
            return None
        if self._explained(at) or self._explained(at + 1) or re.search(r"(?:en|er|e|es|em|ung|in)$", self.tokens[at].lower):
            return None
        if stop < end and self.tokens[stop].capital and not self.forms.is_common_noun(stop):
            stop += 1
        short_form = self.forms.counts[self.texts[stop - 1]] > 1
        acts = self.forms.acts_as_person(at, stop)
        score = 0.4 + (0.2 if acts else 0.0) + (0.2 if short_form else 0.0)
        return self._person(at, stop, score) if score >= 0.5 else None

    def _explained(self, at: int) -> bool:
        """Whether a word is something else on its own: a noun, a place, an organisation, a given name."""
        text = self.texts[at]
        if text.isupper() or self.forms.is_seen_as_noun(at) or any(character.isdigit() for character in text):
            return True
        return self.forms.is_given(at) or self._known_name(at, self.forms.sentence[1]) is not None

    def _single_speaker(self, at: int, end: int) -> Found | None:
        """`sagte Celebi`: right after the verb, without an article."""
        before = self.tokens[at - 1].lower if at > self.forms.sentence[0] else ""
        spoken = before in self.words.say and before not in self.words.split and not self.forms.is_common_noun(at)
        if not spoken or self.forms.counts[self.texts[at]] < 2 or self.forms.row(at, end) != at + 1:
            return None
        return self._person(at, at + 1, 0.55)


@lru_cache(maxsize=50_000)
def _is_ordinary(language: str, text: str) -> bool:
    """Whether no name can begin with a word: an ordinary one that begins nothing known."""
    words, lower = lexicon_of(language), text.lower()
    if text.isupper() or "-" in text or "." in text or text in given_names() or text in clubs():
        return False
    bases = {text, text.removesuffix("s")}
    known = (places(language or "en"), organisations(), _own_organisations(words))
    if any(base in names.by_first for base in bases for names in known):
        return False
    if lower in words.institutions or lower in words.proper_adjectives or lower in words.place_before:
        return False
    if words.uses_case_for_nouns and (lower.startswith("bundes") or lower.endswith((*words.institution_endings, *words.named_heads))):
        return False
    return is_ordinary_word(text, language)


@cache
def _own_of(entries: frozenset[str]) -> Names:
    names = Names()
    for entry in entries:
        names.add(entry, Known(entry, "organisation"))
    return names


def _own_organisations(lexicon: Lexicon) -> Names:
    return _own_of(lexicon.known_organisations)
