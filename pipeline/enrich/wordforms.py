"""What single words of a text look like as parts of names: their base, whether they are ordinary nouns, how far
a name reaches. Language matters only through the lexicon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import compress
from operator import attrgetter

from pipeline.enrich.gazetteer import given_names
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.ordinary import bare_nouns, function_words, is_ordinary_word, stop_words
from pipeline.enrich.tokens import Token

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARABIC_PARTICLE = re.compile(r"^(?:al|el|as|ad|an|ar|ash|at|bin|ibn|abu)-[A-Z]")


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


class Words:
    """The words of one text, seen as parts of names."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.sentence = (0, len(tokens))
        self.capitals = list(compress(range(len(tokens)), map(attrgetter("capital"), tokens)))
        self.bare: list[str] = list(map(attrgetter("text"), tokens))
        for at in self.capitals:
            self.bare[at] = _bare(self.bare[at])
        self.counts = Counter([self.bare[at] for at in self.capitals])
        self.stop = stop_words(lexicon.language)
        self._function = function_words(lexicon.language)
        self._nouns = self._after_articles() if lexicon.uses_case_for_nouns else frozenset()

    def _after_articles(self) -> frozenset[str]:
        """Words of this text that stand after an article or an adjective somewhere: ordinary nouns mostly."""
        found = set()
        for before, token in zip(self.tokens, self.tokens[1:], strict=False):
            if not token.capital or before.capital or before.kind != "word" or token.text.isupper():
                continue
            inflected = before.text.endswith(("er", "es", "en", "em", "e"))
            adjective = inflected and before.lower not in self.stop and before.lower not in self.words.say
            if adjective or before.lower in self.words.determiners:
                found.add(token.text)
        return frozenset(found)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether a good part of the text is in capitals."""
        words = [token.text for token in self.tokens if token.kind == "word"]
        return sum(len(word) > 3 and word.isupper() for word in words) > 0.3 * max(1, len(words))

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The words that stand in the text without a capital."""
        return frozenset([token.text for token in self.tokens if token.kind == "word" and not token.capital])

    @cached_property
    def starts(self) -> list[int]:
        """Where a name may begin, in order: at a capital, or at the particle of an Arabic name."""
        particles = [at for at, text in enumerate(self.bare) if "-" in text and _ARABIC_PARTICLE.match(text)]
        return sorted({*self.capitals, *particles}) if particles else self.capitals

    def is_given(self, at: int) -> bool:
        """Whether the word is a given name."""
        return self.bare[at] in given_names()

    def is_seen_as_noun(self, at: int) -> bool:
        """Whether the text uses the word as an ordinary noun somewhere."""
        return self.tokens[at].text in self._nouns

    def is_opening(self, at: int) -> bool:
        """Whether the word opens a sentence or what stands in quotation marks, and has its capital from there."""
        return at == self.sentence[0] or self.tokens[at - 1].text in OPENERS

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
        return token.lower not in self.stop

    def is_common_noun(self, at: int) -> bool:
        """Whether a German word with a capital is an ordinary noun, by its ending or by what the lexicon says."""
        return is_ordinary_word(self.tokens[at].text, self.words.language)

    def is_thing(self, at: int, stop: int) -> bool:
        """Whether the words name an event, a law, a prize or the like."""
        return any(
            self.tokens[index].lower in self.words.things
            or self.tokens[index].lower in self.words.place_after
            or self.tokens[index].lower in self.words.proper_adjectives
            for index in range(at, stop)
        )

    def is_free(self, at: int, stop: int) -> bool:
        """Whether a word after a preposition can be an unknown place: no noun, and nothing follows it."""
        if not self.words.uses_case_for_nouns:
            return stop - at <= 2 and not self.is_thing(at, stop)
        token = self.tokens[at]
        if stop - at > 1 or len(token.text) < 4 or token.lower in bare_nouns(self.words.language):
            return False
        follows = self.tokens[stop] if stop < self.sentence[1] else None
        led = follows is None or follows.kind == "mark" or not follows.capital
        if not led or self.is_seen_as_noun(at) or not token.text.isalpha():
            return False
        foreign = token.lower[-1] in "aiouyáéíóúãõøåk" and not token.lower.endswith(
            ("ik", "ck", "nk", "rk", "ei", "au", "eu")
        )
        repeated = self.counts[token.text] > 1 and not re.search(
            r"(?:en|er|e|el|em|ern|eln|nd|sl?|[nt]z|t)$", token.lower
        )
        return foreign or token.lower.endswith("vik") or repeated

    def after_role(self, at: int) -> bool:
        """Whether the word before says what somebody is."""
        first = self.sentence[0]
        before = at - 1
        if before > first and self.tokens[before].text == ")":
            opening = next(
                (i for i in range(before - 1, max(first, before - 4), -1) if self.tokens[i].text == "("), None
            )
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
        bases = (
            word,
            word.removesuffix("s"),
            word.removesuffix("n"),
            word.removesuffix("en"),
            word.removesuffix("es"),
        )
        return any(
            base in self.words.roles or (len(base) > 5 and base.endswith(self.words.role_endings))
            for base in bases
        )


OPENERS = frozenset("„“”\"«»‚‘'‹›:–—(")
_POSTPOSED = frozenset(("tr", "ja", "zh", "ar"))
