"""Noun phrases in a row of tokens, without a parser: by articles, capitals, linking words and commas.

Good enough to name a speaker ("der Leiter des Programms, Klaus Stöhr"); it does not analyse sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.tokens import Token

Phrase = tuple[int, int]  # first token, and the one after the last

_LONGEST = 22  # tokens
_SKIPPED = 9  # tokens between a verb and its subject
_NAME_IN_MARKS = 45  # characters
_RELATIVE = frozenset(("that", "who", "which", "qui", "que", "die", "che", "som", "który", "która"))


@cache
def _sets(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Function words, and verb forms, of a language."""
    lexicon = lexicon_of(language)
    return lexicon.function_words, lexicon.say | lexicon.say_parts | lexicon.aux


class Phrases:
    """Finds noun phrases in the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, names: frozenset[int] = frozenset()) -> None:
        self.tokens = tokens
        self.names = names  # tokens that belong to the name of a person
        self.words = lexicon
        self._function, self._verbs = _sets(lexicon.language)
        self._pronouns = lexicon.pronouns | lexicon.other_pronouns
        self._loose = lexicon.adverbs | lexicon.aux | lexicon.conjunctions

    def right(self, at: int, end: int, *, quoted: bool = False) -> Phrase | None:
        """The first noun phrase from token `at` on that no preposition governs.

        With `quoted`, a short quotation can be one: schrieb „Die Zeit“.
        """
        skipped = 0
        while at < end and skipped < _SKIPPED:
            token = self.tokens[at]
            if quoted and token.kind == "quote" and token.end - token.start <= _NAME_IN_MARKS:
                return at, at + 1
            if token.kind in ("quote", "break") or (token.kind == "mark" and token.text in ":;.!?"):
                return None
            found = self.extend(at, end) if self.starts(at, end) else None
            if found:
                return found
            if token.lower in self.words.prepositions:
                governed = self.extend(at + 1, end, appositions=False)
                at, skipped = (governed[1] if governed else at + 1), skipped + 2
            else:
                at, skipped = at + 1, skipped + 1
        return None

    def left(self, first: int, verb: int) -> Phrase | None:
        """The subject of a verb that follows it: the first noun phrase of the clause that ends at `verb`."""
        stop = verb
        while stop > first and self.tokens[stop - 1].lower in self._loose and not self._is_pronoun(stop - 1):
            stop -= 1
        if stop > first and self.tokens[stop - 1].lower in self.words.pronouns:
            return stop - 1, stop
        inserted = stop > first and self.tokens[stop - 1].text in ",–—"  # X, who leads it, said
        at = self._sentence_start(first, stop) if inserted else self._clause_start(first, stop)
        if self._is_relative(at, first):
            antecedent = self.ending(first, at - 1)
            if antecedent:
                return antecedent
        if self.words.uses_case_for_nouns and self._is_object(at, first):
            return None
        while at < stop:
            token = self.tokens[at]
            if token.lower in self.words.prepositions:
                if self.words.uses_case_for_nouns:
                    return None  # the verb stands second, so what is in front of it is no subject
                governed = self.extend(at + 1, stop, appositions=False)
                at = governed[1] if governed else at + 1
            elif self.starts(at, stop):
                found = self.extend(at, stop)
                if found:
                    return found
                at += 1
            else:
                at += 1
        return None

    def ending(self, first: int, stop: int) -> Phrase | None:
        """The longest noun phrase that ends right before token `stop`."""
        found = None
        for at in range(stop - 1, max(first, stop - 9) - 1, -1):
            if self.starts(at, stop):
                phrase = self.extend(at, stop, appositions=False)
                if phrase is None or phrase[1] != stop:
                    break
                found = phrase
        return found

    def _is_object(self, at: int, first: int) -> bool:
        """Whether the clause begins with what can't be its subject: `Den Unmut …`, `Als Begründung …`."""
        before = self.tokens[at - 1].lower if at > first else ""
        return self.tokens[at].lower in self.words.object_forms or before in ("als", "wie")

    def starts(self, at: int, end: int) -> bool:
        """Whether a noun phrase can begin at token `at`."""
        token = self.tokens[at]
        if token.kind != "word":
            return False
        if at in self.names:
            return True
        if token.lower in self.words.times:
            return False
        if token.lower in self._pronouns or token.lower in self.words.determiners:
            return True
        if token.lower in self._function or token.lower in self._verbs:
            return token.capital and at > 0 and token.lower not in self._verbs and self._is_name_next(at, end)
        return token.capital or not self.words.uses_case_for_nouns

    def extend(self, at: int, end: int, *, appositions: bool = True) -> Phrase | None:
        """The noun phrase that begins at token `at`."""
        if at >= end or self.tokens[at].kind != "word":
            return None
        if self._is_pronoun(at) and not (
            self.tokens[at].lower in self.words.determiners and self._noun_follows(at + 1, end)
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
        return " ".join(source[self.tokens[phrase[0]].start : self.tokens[phrase[1] - 1].end].split())

    def is_personal(self, phrase: Phrase | None) -> bool:
        """Whether a phrase names a person, by name, pronoun or role."""
        if phrase is None:
            return False
        for at in range(*phrase):
            lower = self.tokens[at].lower
            if at in self.names or lower in self.words.pronouns or lower in self.words.roles:
                return True
            if self.tokens[at].capital and lower.endswith(self.words.role_endings or ("\0",)):
                return True
        return False

    def _has_noun(self, at: int, stop: int) -> bool:
        if not self.words.uses_case_for_nouns:
            return any(self.tokens[i].lower not in self.words.determiners for i in range(at, stop))
        return any(self.tokens[i].kind == "quote" or self.tokens[i].capital and (i > at or stop == at + 1
            or self.tokens[i].lower not in self._function) for i in range(at, stop))

    def _is_pronoun(self, at: int) -> bool:
        return self.tokens[at].lower in self._pronouns

    def _noun_follows(self, at: int, end: int) -> bool:
        """Whether the word before `at` is an article, not a pronoun."""
        for token in self.tokens[at : min(end, at + 4)]:
            if token.kind == "quote" or token.capital:
                return True
            if token.kind != "word" or token.lower in self._function or token.lower in self._verbs:
                return False
            if not self.words.uses_case_for_nouns:
                return True
        return False

    def _is_name_next(self, at: int, end: int) -> bool:
        return at + 1 < end and self.tokens[at + 1].capital and self.tokens[at - 1].kind == "word"

    def _clause_start(self, first: int, stop: int) -> int:
        at = stop
        while at > first:
            token = self.tokens[at - 1]
            if self._divides(at - 1, first):
                break
            if token.lower in self.words.conjunctions and not self._joins(at - 1, first, stop):
                fronted = self.words.uses_case_for_nouns and self.tokens[first].lower in self.words.prepositions
                if not (fronted and token.lower == "und" and at - first <= 7):
                    break
            at -= 1
        return at

    def _sentence_start(self, first: int, stop: int) -> int:
        """After the last quote or colon before `stop`."""
        at = stop
        while at > first and not self._divides(at - 1, first):
            at -= 1
        return at

    def _divides(self, at: int, first: int) -> bool:
        """Whether a clause can't reach over a token: a quote, but not one that is a name in it; a colon."""
        token = self.tokens[at]
        if token.kind == "quote":
            named = at > first and self.tokens[at - 1].kind == "word" and token.end - token.start <= _NAME_IN_MARKS
            return not (named and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "word")
        return token.kind == "break" or token.text in (":", ";", "…")

    def _is_relative(self, at: int, first: int) -> bool:
        """`the note that came with it read`: whether the clause describes the noun before it."""
        if at < first + 2 or self.tokens[at - 1].lower not in _RELATIVE or self.tokens[at - 2].kind != "word":
            return False
        return self.tokens[at - 2].lower not in self._verbs and not self.starts_surely(at)

    def starts_surely(self, at: int) -> bool:
        """Whether an article, a pronoun or a capital begins a phrase at the token."""
        lower = self.tokens[at].lower
        return self.tokens[at].capital or lower in self.words.determiners or lower in self._pronouns

    def _joins(self, at: int, first: int, stop: int) -> bool:
        """Whether a conjunction stands between two parts of one phrase: Sonia und Willy Bogner."""
        return first < at < stop - 1 and self.tokens[at - 1].capital and self.tokens[at + 1].capital

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
                if index == at or token.end - token.start > _NAME_IN_MARKS:
                    break
                noun, open_ = True, False
            elif token.kind == "number":
                if noun and not open_:
                    break
            elif noun and token.text == "(":
                close = self._closing(index, end)
                if close is None:
                    break
                index = close
            elif not self._abbreviates(token, index, end):
                break
            index += 1
        return index

    def _word(self, token: Token, index: int, end: int, *, first: bool, noun: bool, wants: bool) -> str | None:
        """What a word does to the phrase: `noun`, `adjective`, `link`; None: it ends before it."""
        lower = token.lower
        if lower in self.words.determiners and (first or wants):
            return "link"
        if noun and not wants and lower in self.words.links:
            follows = self.tokens[index + 1] if index + 1 < end else None
            return "link" if follows and follows.kind in ("word", "quote") and follows.lower not in self._verbs else None
        if noun and wants and lower in self.words.links:
            return "link"
        if lower in self.words.conjunctions and noun:
            return "link" if lower in ("und", "and", "et", "y", "e") and self._joins(index, 0, end) else None
        if token.capital and (lower not in self._function or first or index and self.tokens[index - 1].capital):
            return "noun"
        if lower in self._function or lower in self._verbs:
            return None
        if self.words.uses_case_for_nouns:
            return "adjective" if not noun or wants else None
        return "noun"

    def _closing(self, at: int, end: int) -> int | None:
        return next((i for i in range(at + 1, min(end, at + 6)) if self.tokens[i].text == ")"), None)

    def _abbreviates(self, token: Token, index: int, end: int) -> bool:
        before = self.tokens[index - 1]
        close = index + 1 < end and self.tokens[index + 1].capital and before.kind == "word" and len(before.text) <= 4
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
        if stop + 1 >= end or self.tokens[stop].text not in ",–—":
            return stop
        first = self.tokens[stop + 1]
        if first.kind != "word" or not (first.capital or first.lower in self.words.determiners or not self._cased()):
            return stop
        found = self.extend(stop + 1, end, appositions=False)
        if found is None or self._is_pronoun(found[0]):
            return stop
        after = self.tokens[found[1]] if found[1] < end else None
        closed = after is None or after.kind in ("quote", "break") or after.text in ",.:;–—"
        return found[1] if closed or after is not None and after.lower in self.words.prepositions else stop

    def _cased(self) -> bool:
        return self.words.uses_case_for_nouns
