"""Noun phrases in a row of tokens, without a parser: by articles, capitals, linking words and commas.

Good enough to name a speaker ("der Leiter des Programms, Klaus Stöhr"); it does not analyse sentences.
"""

from __future__ import annotations

from functools import cache

from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.tokens import Token, Tokens

Phrase = tuple[int, int]  # first token, and the one after the last

_LONGEST = 22  # tokens
NAME_IN_MARKS = 45  # characters


@cache
def _sets(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Function words, and verb forms, of a language."""
    lexicon = lexicon_of(language)
    return lexicon.function_words, lexicon.say | lexicon.say_parts | lexicon.aux


class Phrases:
    """Finds noun phrases in the tokens of one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, names: frozenset[int] = frozenset()) -> None:
        self.tokens = tokens
        self.names = names  # tokens that belong to the name of a person
        self.words = lexicon
        self._function, self._verbs = _sets(lexicon.language)
        self._pronouns = lexicon.pronouns | lexicon.other_pronouns
        self._loose = lexicon.adverbs | lexicon.aux | lexicon.conjunctions

    def starts(self, at: int, end: int) -> bool:
        """Whether a noun phrase can begin at token `at`."""
        if self.tokens.kind[at] != "word":
            return False
        if at in self.names:
            return True
        lower, capital = self.tokens.lower[at], self.tokens.capital[at]
        if lower in self.words.times:
            return False
        if lower in self._pronouns or lower in self.words.determiners:
            return True
        if lower in self._function or lower in self._verbs:
            return capital and at > 0 and lower not in self._verbs and self._is_name_next(at, end)
        return capital or not self.words.uses_case_for_nouns

    def extend(self, at: int, end: int, *, appositions: bool = True) -> Phrase | None:
        """The noun phrase that begins at token `at`."""
        if at >= end or self.tokens.kind[at] != "word":
            return None
        if self.is_pronoun(at) and not (
            self.tokens.lower[at] in self.words.determiners and self._noun_follows(at + 1, end)
        ):
            return at, at + 1
        stop = self._stretch(at, min(end, at + _LONGEST))
        stop = self._trim(at, stop)
        if stop <= at or not self._has_noun(at, stop):
            return None
        if appositions:
            stop = self._apposition(stop, min(end, at + _LONGEST))
        return at, stop

    def text(self, phrase: Phrase, source: str) -> str:
        """The words of a phrase as they stand."""
        return " ".join(source[self.tokens.start[phrase[0]] : self.tokens.end[phrase[1] - 1]].split())

    def is_personal(self, phrase: Phrase | None) -> bool:
        """Whether a phrase names a person, by name, pronoun or role."""
        if phrase is None:
            return False
        for at in range(*phrase):
            lower = self.tokens.lower[at]
            if at in self.names or lower in self.words.pronouns or lower in self.words.roles:
                return True
            if self.tokens.capital[at] and lower.endswith(self.words.role_endings or ("\0",)):
                return True
        return False

    def _has_noun(self, at: int, stop: int) -> bool:
        if not self.words.uses_case_for_nouns:
            return any(self.tokens.lower[i] not in self.words.determiners for i in range(at, stop))
        return any(
            self.tokens.kind[i] == "quote"
            or (
                self.tokens.capital[i] and (i > at or stop == at + 1 or self.tokens.lower[i] not in self._function)
            )
            for i in range(at, stop)
        )

    def is_pronoun(self, at: int) -> bool:
        """Whether the token is a pronoun (or an article that may be one)."""
        return self.tokens.lower[at] in self._pronouns

    def _noun_follows(self, at: int, end: int) -> bool:
        """Whether the word before `at` is an article, not a pronoun."""
        for token in self.tokens.between(at, min(end, at + 4)):
            if token.kind == "quote" or token.capital:
                return True
            if token.kind != "word" or token.lower in self._function or token.lower in self._verbs:
                return False
            if not self.words.uses_case_for_nouns:
                return True
        return False

    def _is_name_next(self, at: int, end: int) -> bool:
        return at + 1 < end and self.tokens.capital[at + 1] and self.tokens.kind[at - 1] == "word"

    def starts_surely(self, at: int) -> bool:
        """Whether an article, a pronoun or a capital begins a phrase at the token."""
        lower = self.tokens.lower[at]
        return self.tokens.capital[at] or lower in self.words.determiners or lower in self._pronouns

    def joins(self, at: int, first: int, stop: int) -> bool:
        """Whether a conjunction stands between two parts of one phrase: Sonia und Willy Bogner."""
        return first < at < stop - 1 and self.tokens.capital[at - 1] and self.tokens.capital[at + 1]

    def _stretch(self, at: int, end: int) -> int:
        noun = open_ = False  # whether a noun was seen; whether a link or article wants one
        index = at
        while index < end:
            token = self.tokens[index]
            if token.kind == "word":
                step = self._word(token, index, end, first=index == at, noun=noun, wants=open_)
                if step is None:
                    break
                noun, open_ = noun or step == "noun", step == "link"
            elif token.kind == "quote":
                if index == at or token.end - token.start > NAME_IN_MARKS:
                    break
                noun, open_ = True, False
            else:
                after = self._past_other(token, index, end, noun=noun, wants=open_)
                if after is None:
                    break
                index = after
            index += 1
        return index

    def _past_other(self, token: Token, index: int, end: int, *, noun: bool, wants: bool) -> int | None:
        """The last token of a number, bracket or abbreviation; None: the phrase ends before it."""
        if token.kind == "number":
            return None if noun and not wants else index
        if noun and token.text == "(":
            return self._closing(index, end)
        return index if self._abbreviates(token, index, end) else None

    def _word(self, token: Token, index: int, end: int, *, first: bool, noun: bool, wants: bool) -> str | None:
        """What a word does to the phrase: `noun`, `adjective`, `link`; None: it ends before it."""
        lower = token.lower
        if lower in self.words.determiners and (first or wants):
            return "link"
        if noun and not wants and lower in self.words.links:
            follows = self.tokens[index + 1] if index + 1 < end else None
            return (
                "link"
                if follows and follows.kind in ("word", "quote") and follows.lower not in self._verbs
                else None
            )
        if noun and wants and lower in self.words.links:
            return "link"
        if lower in self.words.conjunctions and noun:
            return "link" if lower in ("und", "and", "et", "y", "e") and self.joins(index, 0, end) else None
        if token.capital and (lower not in self._function or first or (index and self.tokens.capital[index - 1])):
            return "noun"
        if lower in self._function or lower in self._verbs:
            return None
        if self.words.uses_case_for_nouns:
            return "adjective" if not noun or wants else None
        return "noun"

    def _closing(self, at: int, end: int) -> int | None:
        return next((i for i in range(at + 1, min(end, at + 6)) if self.tokens.text[i] == ")"), None)

    def _abbreviates(self, token: Token, index: int, end: int) -> bool:
        before = self.tokens[index - 1]
        close = (
            index + 1 < end and self.tokens.capital[index + 1] and before.kind == "word" and len(before.text) <= 4
        )
        return token.text == "." and close and before.end == token.start

    def _trim(self, at: int, stop: int) -> int:
        """Without what only leads on: articles, links, marks at the end."""
        while stop > at:
            token = self.tokens[stop - 1]
            if token.kind == "quote" or token.text == ")" or token.kind == "number":
                return stop
            loose = token.lower in self.words.links or token.lower in self._function
            if token.kind == "word" and not (loose and not (token.capital and stop - at > 1)):
                return stop
            stop -= 1
        return stop

    def _apposition(self, stop: int, end: int) -> int:
        """With what stands between commas after it and says who that is: `, Klaus Stöhr,`."""
        if stop + 1 >= end or self.tokens.text[stop] not in ",–—":
            return stop
        first = self.tokens[stop + 1]
        if first.kind != "word" or not (
            first.capital or first.lower in self.words.determiners or not self._cased()
        ):
            return stop
        found = self.extend(stop + 1, end, appositions=False)
        if found is None or self.is_pronoun(found[0]):
            return stop
        after = self.tokens[found[1]] if found[1] < end else None
        closed = after is None or after.kind in ("quote", "break") or after.text in ",.:;–—"
        return found[1] if closed or (after is not None and after.lower in self.words.prepositions) else stop

    def _cased(self) -> bool:
        return self.words.uses_case_for_nouns
