"""Verbs of saying in a row of tokens: known ones with their auxiliaries, and unknown ones by their place.

Does not say who is their subject; `attribution` does.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.enrich.clauses import Clauses
from pipeline.enrich.lexicon import Lexicon, Words
from pipeline.enrich.tokens import Tokens

_NEAR = 14  # tokens within which a participle completes its auxiliary
_FAR = 40  # tokens within which a prefix completes its verb
_ANYWHERE = frozenset(("sich", "es"))  # words that complete a verb without standing at the end


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in a sentence; `anchor` is its finite part, beside which the subject stands."""

    at: int
    anchor: int
    text: str
    naming: bool


class Verbs:
    """Finds verbs of saying in the tokens of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, phrases: Clauses) -> None:
        self.tokens = tokens
        self.words = lexicon
        self.phrases = phrases
        self._said = lexicon.say | lexicon.say_parts | lexicon.name_as | lexicon.split.keys()

    def between(self, first: int, end: int) -> list[Verb]:
        """The verbs of saying between two tokens."""
        said = [at for at, word in enumerate(self.tokens.lower[first:end], first) if word in self._said]
        return [verb for at in said if (verb := self._verb(at, first, end))]

    def _verb(self, at: int, first: int, end: int) -> Verb | None:
        lower = self.tokens.lower[at]
        words = self.words
        if self.tokens.kind[at] != "word" or self._is_another(at, end):
            return None
        if lower in words.say_parts:
            near = range(at - 1, max(first, at - (40 if words.uses_case_for_nouns else 4)) - 1, -1)
            anchor = next((i for i in near if self.tokens.lower[i] in words.aux), None)
            if anchor is None and lower not in words.say:
                return None
            return Verb(at, at if anchor is None else anchor, lower, lower in words.name_as)
        if lower in words.name_as and lower not in words.say and not words.aux & {lower}:
            return Verb(at, at, lower, naming=True) if lower not in words.prepositions else None
        return Verb(at, at, lower, lower in words.name_as)

    def _is_another(self, at: int, end: int) -> bool:
        """Whether the prefix of the verb at token `at`, or the want of one, makes it a verb that says nothing."""
        lower = self.tokens.lower[at]
        if self._is_completed(at, end, self.words.unsaid.get(lower, frozenset())):
            return True
        needed = self.words.split.get(lower)
        return needed is not None and lower not in self.words.name_as and not self._is_completed(at, end, needed)

    def _is_completed(self, at: int, end: int, prefixes: Words) -> bool:
        """Whether one of these prefixes completes the verb at token `at`: at the end of a clause, or reflexive."""
        near = range(at + 1, min(end, at + _FAR)) if prefixes else ()
        return any(self.tokens.lower[i] in prefixes and self._ends_clause(i, end) for i in near)

    def _ends_clause(self, at: int, end: int) -> bool:
        following = self.tokens[at + 1] if at + 1 < end else None
        is_last = following is None or following.kind != "word" or following.lower in self.words.conjunctions
        return is_last or self.tokens.lower[at] in _ANYWHERE

    def group(self, at: int, end: int) -> tuple[int, int] | None:
        """A verb of saying at token `at`, with auxiliaries: the token that says so, the one after all."""
        if at >= end:
            return None
        lower = self.tokens.lower[at]
        words = self.words
        if lower in words.say and not (lower in words.split and lower in words.adverbs):
            return None if self._is_another(at, end) else (at, at + 1)
        if lower in words.aux or lower in ("se", "me", "s'est", "s’est"):
            inverted = False  # a-t-elle dit
            for index in range(at + 1, min(end, at + (_NEAR if words.uses_case_for_nouns else 6))):
                if self.tokens.text[index] in ("-", "-t-"):
                    inverted = True
                    continue
                if self.tokens.kind[index] != "word":
                    break
                if self.tokens.lower[index] in words.say_parts or self.tokens.lower[index] in words.cite:
                    adjacent = not words.uses_case_for_nouns and not inverted
                    return index, (index + 1 if adjacent else at + 1)
                if lower in ("se", "me") and self.tokens.lower[index] in words.say:
                    return index, index + 1
        return None

    def unknown(self, at: int, index: int, end: int) -> tuple[int, int] | None:
        """`…“, brummte er`: what stands between a comma and a person is a verb of saying, known or not."""
        token = self.tokens[index]
        if (
            self.tokens.text[at + 1] == ","
            and token.lower in self.words.aux
            and not self.words.uses_case_for_nouns
        ):
            return self._unknown_participle(index, end)
        joined = self.tokens.text[at + 1] == ","
        if not joined or token.capital or token.lower in self.words.function_words or index + 1 >= end:
            return None
        following = index + 1
        while following < end and self.tokens.text[following] in ("-", "-t-"):
            following += 1
        if following >= end:
            return None
        if self.tokens.lower[following] in self.words.pronouns:
            return index, index + 1
        closes = self.tokens.text[following] == "." and self.words.pro_drop and token.text[-1] in "aeióouł"
        if closes:
            return index, index + 1
        phrase = self.phrases.extend(following, end) if self.phrases.starts_surely(following) else None
        return (index, index + 1) if phrase and self.phrases.is_personal(phrase) else None

    def _unknown_participle(self, index: int, end: int) -> tuple[int, int] | None:
        """`…», a murmuré X`, `…», a-t-elle lancé`."""
        at = index + 1
        pronoun = False
        while at < end and (self.tokens.text[at] in ("-", "-t-") or self.tokens.lower[at] in self.words.pronouns):
            pronoun = pronoun or self.tokens.kind[at] == "word"
            at += 1
        if at >= end or self.tokens.kind[at] != "word" or self.tokens.capital[at]:
            return None
        if pronoun:
            return at, index + 1
        phrase = self.phrases.extend(at + 1, end) if at + 1 < end and self.phrases.starts_surely(at + 1) else None
        return (at, at + 1) if self.phrases.is_personal(phrase) else None
