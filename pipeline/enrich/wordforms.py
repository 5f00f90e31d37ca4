"""What single words of a text look like as parts of names: their base, whether they are ordinary nouns, how far
a name reaches. Language matters only through the lexicon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from pipeline.enrich.gazetteer import given_names
from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.tokens import Token

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARABIC_PARTICLE = re.compile(r"^(?:al|el|as|ad|an|ar|ash|at|bin|ibn|abu)-[A-Z]")
# Endings of German nouns that are no names; surnames with them exist, but are rarer than the nouns.
_NOUN = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ismus|tät|täten|nis|nisse|nissen|tum|ierung|ment|mente|enz|anz"
    r"|ität|erei|logie|grafie|technik|politik|arbeit|zeit|jahr|jahre|jahren|tag|tage|tagen|woche|wochen|monat|monate|gesetz|recht"
    r"|rechte|haus|häuser|frage|fragen|markt|krieg|wahl|wahlen|kosten|zahl|zahlen|preis|preise|system|plan|pläne|grund|gründe"
    r"|platz|spiel|spiele|raum|werk|bau|weg|teil|teile|druck|kraft|kräfte|fall|fälle|schutz|stelle|stellen|punkt|punkte|kampf)$"
)
_PARTICLES = frozenset("von van der den de la le del di da do dos das du bin ibn ben al el zu zum zur af av ter ten y e".split())
_LONGEST = 6
# Endings of German nouns for persons; the name follows: Vorarbeiterin Samira Dogan.
_PERSON_NOUN = re.compile(r"..(?:erin|er|ler|ist|istin|ent|entin|or|orin|eur|eurin|ant|antin|oge|ogin|är|ärin|wart|mann|frau)$")
_ROMAN = re.compile(r"[IVX]{1,6}")


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


class Forms:
    """The words of one text, seen as parts of names."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.sentence = (0, len(tokens))
        self.bare = [_bare(token.text) if token.capital else token.text for token in tokens]
        self.counts = Counter(text for token, text in zip(tokens, self.bare, strict=True) if token.capital)
        shouted = sum(token.kind == "word" and len(token.text) > 3 and token.text.isupper() for token in tokens)
        self.is_shouted = shouted > 0.3 * max(1, sum(token.kind == "word" for token in tokens))
        self._lower = frozenset(token.text for token in tokens if token.kind == "word" and not token.capital)
        self._stop = _stop_words(lexicon.language)
        self._function = _function_words(lexicon.language)
        self._nouns = self._after_articles() if lexicon.uses_case_for_nouns else frozenset()

    def _after_articles(self) -> frozenset[str]:
        """Words of this text that stand after an article or an adjective somewhere: ordinary nouns mostly."""
        found = set()
        for before, token in zip(self.tokens, self.tokens[1:], strict=False):
            if token.capital and not before.capital and before.kind == "word" and not token.text.isupper():
                if before.lower in self.words.determiners or before.text.endswith(("er", "es", "en", "em", "e")) and (
                    before.lower not in self._stop and before.lower not in self.words.say
                ):
                    found.add(token.text)
        return frozenset(found)

    def is_given(self, at: int) -> bool:
        """Whether the word is a given name."""
        return self.bare[at] in given_names()

    def is_seen_as_noun(self, at: int) -> bool:
        """Whether the text uses the word as an ordinary noun somewhere."""
        return self.tokens[at].text in self._nouns

    def is_opening(self, at: int) -> bool:
        """Whether the word opens a sentence or what stands in quotation marks, and has its capital from there."""
        return at == self.sentence[0] or self.tokens[at - 1].text in _OPENERS

    def is_name_part(self, at: int) -> bool:
        """Whether a word without a capital begins a name: al-Sisi."""
        return bool(_ARABIC_PARTICLE.match(self.tokens[at].text))

    def is_possessive(self, at: int) -> bool:
        """Whether the word ends the name that it belongs to: Kim's."""
        return self.bare[at] != self.tokens[at].text

    def base_of(self, at: int) -> str | None:
        """A German genitive without its s; a Turkish name without what follows the apostrophe."""
        text = self.bare[at]
        if self.words.uses_case_for_nouns and len(text) > 3 and text.endswith("s") and not text.endswith("ss"):
            return text[:-1]
        if "’" in text or "'" in text:
            return text.partition("’")[0].partition("'")[0]
        return None

    def is_function_word(self, at: int) -> bool:
        """Whether the word is one of the small words of the language."""
        return self.tokens[at].lower in self._function

    def can_be_name(self, at: int) -> bool:
        """Whether a word can be part of a name of its own."""
        token = self.tokens[at]
        if token.kind != "word" or not (token.capital or self.is_name_part(at)):
            return False
        if self.is_opening(at) and token.lower in self._lower and not self.words.uses_case_for_nouns:
            return False
        if "-" in token.text and token.text.rpartition("-")[2].islower() and not self.is_name_part(at):
            return False  # US-amerikanisch
        return token.lower not in self._stop

    def is_common_noun(self, at: int) -> bool:
        """Whether a German word with a capital is an ordinary noun, by its ending or by what the lexicon says."""
        return is_ordinary_word(self.tokens[at].text, self.words.language)

    def is_free(self, at: int, stop: int) -> bool:
        """Whether a word after a preposition can be an unknown place: no ordinary noun, and nothing it leads to."""
        if not self.words.uses_case_for_nouns:
            return stop - at <= 2 and not self.is_thing(at, stop)
        token = self.tokens[at]
        if stop - at > 1 or len(token.text) < 4 or token.lower in _bare_nouns(self.words.language):
            return False
        follows = self.tokens[stop] if stop < self.sentence[1] else None
        led = follows is None or follows.kind == "mark" or not follows.capital
        if not led or self.is_seen_as_noun(at) or not token.text.isalpha():
            return False
        foreign = token.lower[-1] in "aiouyáéíóúãõøåk" and not token.lower.endswith(("ik", "ck", "nk", "rk", "ei", "au", "eu"))
        repeated = self.counts[token.text] > 1 and not re.search(r"(?:en|er|e|el|em|ern|eln|nd|sl?|[nt]z|t)$", token.lower)
        return foreign or token.lower.endswith("vik") or repeated

    def after_role(self, at: int) -> bool:
        """Whether the word before says what somebody is."""
        first = self.sentence[0]
        before = at - 1
        if before > first and self.tokens[before].text == ")":
            opening = next((i for i in range(before - 1, max(first, before - 4), -1) if self.tokens[i].text == "("), None)
            before = opening - 1 if opening is not None else before
        if before > first and self.tokens[before].text == ".":
            before -= 1
        if before < first or self.is_possessive(before):
            return False
        lower = self.tokens[before].lower
        if lower in self.words.titles and self.tokens[before].capital:
            return True
        if self.words.uses_case_for_nouns:
            return self.tokens[before].capital and self.is_role(lower)
        return lower in self.words.roles and self.words.language not in _POSTPOSED

    def is_role(self, lower: str) -> bool:
        """Whether a word says what somebody is."""
        word = lower.rsplit("-", 1)[-1]
        if word in self.words.roles or lower in self.words.roles:
            return True
        if not self.words.uses_case_for_nouns:
            return False
        bases = (word, word.removesuffix("s"), word.removesuffix("n"), word.removesuffix("en"), word.removesuffix("es"))
        return any(base in self.words.roles or len(base) > 5 and base.endswith(self.words.role_endings) for base in bases)

    def full_name(self, at: int, end: int, *, after_role: bool = False) -> int:
        """The token after a person's name that begins at `at`."""
        given = given_names()
        stop = at
        end = min(end, at + _LONGEST)
        while stop < end and self.bare[stop] in given and not self.is_possessive(stop):
            stop = self._past_initials(stop + 1, end)
        stop = max(stop, at + 1 if after_role and stop == at else stop)
        surnames = 1 if self.words.uses_case_for_nouns else 3
        if after_role and stop == at + 1 and self.bare[at] not in given:
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
        return not self.is_common_noun(stop) and not self.is_seen_as_noun(stop) and not self.tokens[stop].text.isupper()

    def _past_numeral(self, stop: int, end: int) -> int:
        """With the number of a king or pope: Benedikt XVI."""
        if stop < end and _ROMAN.fullmatch(self.tokens[stop].text):
            stop += 1
        dotted = stop < len(self.tokens) and self.tokens[stop].text == "." and _ROMAN.fullmatch(self.tokens[stop - 1].text)
        return stop + 1 if dotted else stop

    def _is_introduced(self, at: int) -> bool:
        """`Informatikerin Greta Sommer`: a role and a given name stand before, so that any word can be the surname."""
        return self.words.uses_case_for_nouns and at >= 2 and self.is_given(at - 1) and self.after_role(at - 1)

    def _past_initials(self, at: int, end: int) -> int:
        while at + 1 < end and len(self.tokens[at].text) == 1 and self.tokens[at].capital and self.tokens[at + 1].text == ".":
            at += 2
        return at

    def _past_particles(self, at: int, end: int) -> int:
        after = at
        while after < end and self.tokens[after].text in _PARTICLES:
            after += 1
        return after if after < end and (self.tokens[after].capital or self.is_name_part(after)) else at

    def _is_surname(self, at: int, stop: int) -> bool:
        token = self.tokens[at]
        if self._is_introduced(at) and token.capital and not token.text.isupper():
            return True
        if token.kind != "word" or not (token.capital or self.is_name_part(at)):
            return False
        if self.tokens[at - 1].end + 2 < token.start or (token.lower in self._stop and self.bare[at] not in given_names()):
            return False
        if self.words.uses_case_for_nouns and (token.lower in self.words.common_nouns or token.text.isupper()):
            return bool(_ROMAN.fullmatch(token.text))
        if stop > at - 1 and self.words.uses_case_for_nouns:
            return not (_NOUN.search(token.lower) and len(token.text) > 7) and not self.is_role(token.lower)
        return not (token.text.isupper() and len(token.text) > 3)

    def row(self, at: int, end: int) -> int:
        """The token after a row of words with capitals, small linking words between them included."""
        stop = at + 1
        while stop < end and not self.is_possessive(stop - 1):
            after = self._past_particles(stop, end)
            if after >= end or not self.tokens[after].capital or self.tokens[after].lower in self._stop:
                break
            stop = after + 1
        return stop

    def name(self, at: int, stop: int) -> str:
        """The words of a name, written with single spaces."""
        parts: list[str] = []
        for index in range(at, stop):
            glued = parts and self.tokens[index].start == self.tokens[index - 1].end
            parts[-1:] = [parts[-1] + self.bare[index]] if glued else [*parts[-1:], self.bare[index]]
        return " ".join(parts)

    def is_in_marks(self, at: int, stop: int) -> bool:
        """Whether quotation marks stand around the words."""
        if at == 0 or stop >= len(self.tokens):
            return False
        return self.tokens[at - 1].text in _OPENERS - {":", "–", "—", "("} and self.tokens[stop].text in "“”\"«»‘’'‹›"

    def after_article(self, at: int) -> bool:
        """Whether an article stands before the word."""
        return at > self.sentence[0] and self.tokens[at - 1].lower in self.words.determiners

    def is_thing(self, at: int, stop: int) -> bool:
        """Whether the words name an event, a law, a prize or the like."""
        return any(
            self.tokens[index].lower in self.words.things
            or self.tokens[index].lower in self.words.place_after
            or self.tokens[index].lower in self.words.proper_adjectives
            for index in range(at, stop)
        )

    def acts_as_person(self, at: int, stop: int) -> bool:
        """Whether what stands around the words speaks for a person: a verb of saying, an age, a party, `who`."""
        first, end = self.sentence
        before = self.tokens[at - 1].lower if at > first else ""
        if stop >= end:
            return before in self.words.say
        if self.words.uses_case_for_nouns and at > first and self.tokens[at - 1].capital and _PERSON_NOUN.search(before):
            return True
        after, later = self.tokens[stop], self.tokens[stop + 1] if stop + 1 < end else None
        if before in self.words.say or after.lower in self.words.say or after.lower in _WHO:
            return True
        if later is None or after.text not in (",", "("):
            return False
        return later.kind == "number" or later.lower in _WHO or (after.text == "(" and later.text.isupper())


_OPENERS = frozenset("„“”\"«»‚‘'‹›:–—(")
_WHO = frozenset("who whose qui dont quien der die che ki som który która".split())
_POSTPOSED = frozenset(("tr", "ja", "zh", "ar"))


@lru_cache(maxsize=50_000)
def is_ordinary_word(text: str, language: str) -> bool:
    """Whether a word with a capital is an ordinary one: a small word, or a German noun by lexicon or ending."""
    words, lower = lexicon_of(language), text.lower()
    if lower in _stop_words(language):
        return True
    if not words.uses_case_for_nouns:
        return False
    if lower in words.common_nouns or lower.removesuffix("s") in words.common_nouns or lower in words.labels:
        return True
    return bool(_NOUN.search(lower)) or lower.endswith((*words.role_endings, *words.institution_endings))


@cache
def _stop_words(language: str) -> frozenset[str]:
    """Words that are no part of a name: function words, roles, months, days, and what the lexicon lists."""
    words = lexicon_of(language)
    months = frozenset(name.lower() for name in _calendar(language))
    roles = words.roles if words.uses_case_for_nouns else words.roles & words.titles
    return (
        words.function_words | words.not_names | words.titles | roles | words.times | words.proper_adjectives | months
    ) - frozenset(("wang", "ma"))


@cache
def _function_words(language: str) -> frozenset[str]:
    return lexicon_of(language).function_words


def _calendar(language: str) -> list[str]:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow import

    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return []
    return [name for names in (locale.months, locale.days) for width in ("wide",) for name in names["format"][width].values()]


@cache
def _bare_nouns(language: str) -> frozenset[str]:
    """Ordinary German nouns that follow `in`, `aus`, `nach` without an article."""
    return lexicon_of(language).bare_nouns
