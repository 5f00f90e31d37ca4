"""Names that are known, at one place of a text: places and organisations of the gazetteer and the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.enrich.gazetteer import Known, Names, clubs, entry, is_given_name, organisations, places, stem
from pipeline.enrich.gazetteer.cities import town_at
from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.nameforms import Forms
from pipeline.enrich.ordinary import is_ordinary_word
from pipeline.enrich.tokens import Tokens

_INFLECTING_LANGUAGES = "ru uk be bg sr hr sl pl cs sk lt lv fi et hu el mk ro"
_INFLECTING = frozenset(_INFLECTING_LANGUAGES.split())


@dataclass(frozen=True, slots=True)
class Found:
    """One name at one place of the text."""

    first: int  # tokens
    end: int
    kind: str
    score: float
    name: str
    country: str | None = None


class KnownNames:
    """Finds known names in the tokens of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.forms = Forms(tokens, lexicon)
        self.texts = self.forms.bare
        self.places = places(lexicon.language or "en")
        self.organisations = organisations()
        self.own = own_organisations(lexicon)

    def known_name(self, at: int, end: int) -> Found | None:
        """The longest known name that begins at the token."""
        if self.forms.is_opening(at) and self.forms.is_function_word(at):
            return None
        for names in (self.own, self.organisations):
            match = names.match(self.texts, at)
            base = None if match else self.forms.base_of(at)
            match = match or (names.match([base], 0) if base else None)
            if match and at + match[0] <= end:
                return self._made(at, at + match[0], match[1], 0.85)
        return self._gazetteer(at, end)

    def _gazetteer(self, at: int, end: int) -> Found | None:
        match = self.places.match(self.texts, at)
        if match is None:
            base = self.forms.base_of(at)
            known = (
                next((k for words, k in self.places.by_first.get(base, ()) if len(words) == 1), None)
                if base
                else None
            )
            if known is None and self.words.language in _INFLECTING and len(self.texts[at]) > 4:
                known = self.places.stems.get(stem(self.texts[at]))
            match = (1, known) if known else None
        score = 0.9 if match else 0.8
        match = match or self._town(at, base)
        if match is None or at + match[0] > end:
            return None
        length, known = match
        if (
            known.doubtful
            and not self.is_in_place(at)
            and self.tokens.lower[at - 1] not in self.words.place_words | self.words.river_words
        ):
            return None
        if length == 1 and self._is_surname(at):
            return None
        return self._made(at, at + length, known, score)

    def _town(self, at: int, base: str | None) -> tuple[int, Known] | None:
        found = town_at(self.texts, at) or (town_at([base], 0) if base else None)
        if found is None:
            return None
        length, name, (country, doubtful) = found
        is_noun = length == 1 and self.words.uses_case_for_nouns  # aus privaten Geldern
        return length, Known(name, "place", country, doubtful=doubtful or is_noun)

    def _is_surname(self, at: int) -> bool:
        """`Jack London`, `Präsident Washington`: a person who is called like a town."""
        if at > self.forms.sentence[0] and is_given_name(self.texts[at - 1]) and not self.is_in_place(at):
            return True
        titled = at > self.forms.sentence[0] and self.tokens.lower[at - 1] in self.words.titles
        return titled and not self.words.uses_case_for_nouns and self.tokens.capital[at - 1]

    def is_in_place(self, at: int) -> bool:
        """Whether a preposition of place stands before the word."""
        return at > 0 and self.tokens.lower[at - 1] in self.words.place_prepositions

    def _made(self, at: int, end: int, known: Known, score: float) -> Found:
        return Found(at, end, known.kind, score, known.name, known.country)

    def country_after(self, stop: int, end: int) -> str | None:
        """The country of `Wapakoneta (Ohio)`, `Springfield, Illinois`."""
        if stop + 1 < end and self.tokens.text[stop] in "(,":
            known = self.places.match(self.texts, stop + 1)
            if known and known[1].region:
                return known[1].country
        return None


@lru_cache(maxsize=50_000)
def is_ordinary(language: str, text: str) -> bool:
    """Whether no name can begin with a word: an ordinary one that begins nothing known."""
    words, lower = lexicon_of(language), text.lower()
    if text.isupper() or "-" in text or "." in text or is_given_name(text) or text in clubs():
        return False
    bases = {text, text.removesuffix("s")}
    known = (places(language or "en"), organisations(), own_organisations(words))
    if any(base in names.by_first for base in bases for names in known):
        return False
    if lower in words.institutions or lower in words.proper_adjectives or lower in words.place_before:
        return False
    if words.uses_case_for_nouns and (
        lower.startswith("bundes") or lower.endswith((*words.institution_endings, *words.named_heads))
    ):
        return False
    return is_ordinary_word(text, language)


@cache
def _own_of(entries: frozenset[str]) -> Names:
    return Names(entry(name, Known(name, "organisation")) for name in sorted(entries))


def own_organisations(lexicon: Lexicon) -> Names:
    """Institutions that the lexicon of a language names; in German also English ones of several words."""
    english = lexicon_of("en").known_organisations if lexicon.uses_case_for_nouns else ()
    return _own_of(lexicon.known_organisations | {name for name in english if " " in name})
