"""What single words of a text look like as parts of names: their base, whether they are ordinary nouns, how far
a name reaches. Language matters only through the lexicon.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import compress
from operator import not_

from pipeline.enrich.gazetteer import is_given_name
from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.ordinary import bare_nouns, function_words, is_ordinary_word, stop_words
from pipeline.enrich.tokens import Tokens

_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_ARABIC_PARTICLE = re.compile(r"^(?:al|el|as|ad|an|ar|ash|at|bin|ibn|abu)-[A-Z]")


def _bare(text: str) -> str:
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text


# Their genitives end in s, as German ones do: Grønlands, Stockholms.
_GENITIVE_LANGUAGES = frozenset(("da", "nb", "nn", "no", "sv"))


class Words:
    """The words of one text, seen as parts of names."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.sentence = (0, len(tokens))
        self.capitals = list(compress(range(len(tokens)), tokens.capital))
        self.bare = list(tokens.text)
        for at in self.capitals:
            self.bare[at] = _bare(self.bare[at])
        self.counts = Counter([self.bare[at] for at in self.capitals])
        self.stop = stop_words(lexicon.language)
        self._function = function_words(lexicon.language)
        self._nouns = self._after_articles() if lexicon.uses_case_for_nouns else frozenset()

    def _after_articles(self) -> frozenset[str]:
        """Words of this text that stand after an article or an adjective somewhere: ordinary nouns mostly."""
        found = set()
        tokens, say, determiners = self.tokens, self.words.say, self.words.determiners
        for at in self.capitals:
            if at == 0 or tokens.capital[at - 1] or tokens.kind[at - 1] != "word" or tokens.text[at].isupper():
                continue
            before = tokens.lower[at - 1]
            inflected = tokens.text[at - 1].endswith(("er", "es", "en", "em", "e"))
            if before in determiners or (inflected and before not in self.stop and before not in say):
                found.add(tokens.text[at])
        return frozenset(found)

    @cached_property
    def is_shouted(self) -> bool:
        """Whether a good part of the text is in capitals."""
        words = self.tokens.kind.count("word")
        capitals = [text for text in map(self.tokens.text.__getitem__, self.capitals) if text.isupper()]
        return sum(len(word) > 3 for word in capitals) > 0.3 * max(1, words)

    @cached_property
    def _lower(self) -> frozenset[str]:
        """The words that stand in the text without a capital."""
        return frozenset(compress(self.tokens.text, map(not_, self.tokens.capital)))

    @cached_property
    def starts(self) -> list[int]:
        """Where a name may begin, in order: at a capital, or at the particle of an Arabic name."""
        particles = [at for at, text in enumerate(self.bare) if "-" in text and _ARABIC_PARTICLE.match(text)]
        return sorted({*self.capitals, *particles}) if particles else self.capitals

    def is_given(self, at: int) -> bool:
        """Whether the word is a given name."""
        return is_given_name(self.bare[at])

    def is_seen_as_noun(self, at: int) -> bool:
        """Whether the text uses the word as an ordinary noun somewhere."""
        return self.tokens.text[at] in self._nouns

    def is_opening(self, at: int) -> bool:
        """Whether the word opens a sentence or what stands in quotation marks, and has its capital from there."""
        return at == self.sentence[0] or self.tokens.text[at - 1] in OPENERS

    def is_name_part(self, at: int) -> bool:
        """Whether a word without a capital begins a name: al-Sisi."""
        return bool(_ARABIC_PARTICLE.match(self.tokens.text[at]))

    def is_possessive(self, at: int) -> bool:
        """Whether the word ends the name that it belongs to: Kim's."""
        return self.bare[at] != self.tokens.text[at]

    @cached_property
    def _has_genitive(self) -> bool:
        return self.words.uses_case_for_nouns or self.words.language in _GENITIVE_LANGUAGES

    def base_of(self, at: int) -> str | None:
        """A German or Nordic genitive without its s; a Turkish name without what follows the apostrophe."""
        text = self.bare[at]
        if self._has_genitive and len(text) > 3 and text.endswith("s") and not text.endswith("ss"):
            return text[:-1]
        if "’" in text or "'" in text:
            return text.partition("’")[0].partition("'")[0]
        return None

    def is_function_word(self, at: int) -> bool:
        """Whether the word is one of the small words of the language."""
        return self.tokens.lower[at] in self._function

    def can_be_name(self, at: int) -> bool:
        """Whether a word can be part of a name of its own."""
        if self.tokens.kind[at] != "word" or not (self.tokens.capital[at] or self.is_name_part(at)):
            return False
        text, lower = self.tokens.text[at], self.tokens.lower[at]
        if lower in self.stop:
            return False
        if self.is_opening(at) and lower in self._lower and not self.words.uses_case_for_nouns:
            return False
        adjective = "-" in text and text.rpartition("-")[2].islower()  # US-amerikanisch
        return not adjective or self.is_name_part(at)

    def is_common_noun(self, at: int) -> bool:
        """Whether a German word with a capital is an ordinary noun, by its ending or by what the lexicon says."""
        return is_ordinary_word(self.tokens.text[at], self.words.language)

    def is_thing(self, at: int, stop: int) -> bool:
        """Whether the words name an event, a law, a prize or the like."""
        return any(
            self.tokens.lower[index] in self.words.things
            or self.tokens.lower[index] in self.words.place_after
            or self.tokens.lower[index] in self.words.proper_adjectives
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
        if before > first and self.tokens.text[before] == ")":
            opening = next(
                (i for i in range(before - 1, max(first, before - 4), -1) if self.tokens.text[i] == "("), None
            )
            before = opening - 1 if opening is not None else before
        if before > first and self.tokens.text[before] == ".":
            before -= 1
        if before < first or self.is_possessive(before):
            return False
        lower = self.tokens.lower[before]
        if lower in self.words.titles and self.tokens.capital[before]:
            return True
        if self.words.uses_case_for_nouns:
            return self.tokens.capital[before] and self.is_role(lower)
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
