"""Names of institutions by the words they are made of: University of X, Ministère de Y, Acme Corp."""

from __future__ import annotations

from pipeline.enrich.lexicon import Lexicon
from pipeline.enrich.nameforms import Forms

_LINK_WORDS = """
of for and de du des la le les del della di do da dos das y e et für
"""
_LINKS = frozenset(_LINK_WORDS.split())
_OF_MANY_WORDS = "people workers women men children king queen veterans teachers farmers lloyd"
_OF_MANY = frozenset(
    f"{word}{mark}{ending}" for word in _OF_MANY_WORDS.split() for mark in "'’" for ending in ("s", "")
)


class Institutions:
    """Recognises institutions in one text."""

    def __init__(self, forms: Forms, lexicon: Lexicon) -> None:
        self.forms = forms
        self.tokens = forms.tokens
        self.words = lexicon

    def has_word(self, at: int, stop: int) -> bool:
        """Whether one of the words is one of an institution."""
        return any(self.is_word(self.tokens.lower[index]) or self._is_legal(index) for index in range(at, stop))

    def at(self, at: int, end: int) -> tuple[int, float] | None:
        """The token after an institution's name that begins at `at`, and how sure that is."""
        return self._legal(at, end) or self._pair(at, end) or self.row(at, end)

    def base(self, at: int, stop: int) -> str:
        """The name as it is listed: without the ending that its sentence gives it."""
        return self.forms.name(at, stop)

    def described(self, at: int, end: int) -> bool:  # noqa: ARG002 - for languages that do say so
        """Whether the word before says that an organisation's name follows."""
        return False

    def is_word(self, lower: str) -> bool:
        """Whether a word is one of an institution."""
        if lower in self.words.institutions:
            return True
        return len(lower) > 6 and lower.endswith(self.words.institution_endings or ("\0",))

    def _is_legal(self, at: int) -> bool:
        return self.forms.bare[at] in self.words.legal

    def _legal(self, at: int, end: int) -> tuple[int, float] | None:
        """`Müller & Sohn GmbH`, `Acme Corp.`: a row of capitals that ends with a legal form."""
        row = at
        while row < min(end, at + 6) and (
            self.tokens.capital[row] or self.tokens.text[row] in ("&", "und", "and")
        ):
            row += 1
        stop = next((index + 1 for index in range(row - 1, at, -1) if self._is_legal(index)), None)
        if stop is None or self.forms.is_common_noun(at) or self.forms.is_role(self.tokens.lower[at]):
            return None
        return (stop, 0.85) if self.forms.can_be_name(at) else None

    def _pair(self, at: int, end: int) -> tuple[int, float] | None:
        """`Johnson & Johnson`, `Marks & Spencer`."""
        if at + 2 >= end or self.tokens.text[at + 1] != "&" or not self.tokens.capital[at + 2]:
            return None
        beside = (index for index in (at - 1, at + 3) if self.forms.sentence[0] <= index < end)
        if any(self.tokens.capital[index] for index in beside) or self.forms.is_opening(at):
            return None
        names = not self.forms.is_given(at) and not self.forms.is_common_noun(at + 2)
        return (at + 3, 0.65) if names and self.forms.can_be_name(at) else None

    def row(self, at: int, end: int) -> tuple[int, float] | None:
        """`University of Oxford`, `Ministère de la Culture`, `Kookmin University`."""
        stop = at
        limit = min(end, at + 9)
        last_word = None
        while stop < limit:
            lower = self.tokens.lower[stop]
            if self.tokens.capital[stop] and not (stop == at and lower in self.words.adverbs):
                last_word = stop
                stop += 1
                if self.forms.is_possessive(stop - 1) and self.tokens.lower[stop - 1] not in _OF_MANY:
                    break
            elif stop > at and lower in _LINKS and last_word is not None and self._link_leads(stop, limit, at):
                stop += 1
            else:
                break
        if last_word is None:
            return None
        stop = last_word + 1
        content = [index for index in range(at, stop) if self.tokens.capital[index]]
        words = [index for index in content if self.is_word(self.tokens.lower[index])]
        if not words or len(content) < 2 or self._is_other(content):
            return None
        described = all(
            self.tokens.lower[i] in self.words.institutions or self.tokens.lower[i] in self.words.not_names
            for i in content
        )
        return stop, 0.55 if described else 0.75

    def _is_other(self, content: list[int]) -> bool:
        """Whether the row is a person with a role, an event or a place after all."""
        first, last = self.tokens.lower[content[0]], self.tokens.lower[content[-1]]
        if last in self.words.things or last in self.words.place_after:
            return True
        if first in self.words.titles and first not in self.words.institutions:
            return True
        return any(
            self.tokens.lower[index] in self.words.roles for index in content[1:-1] if not self.is_word(last)
        )

    def _link_leads(self, at: int, limit: int, first: int) -> bool:
        """Whether a linking word stands inside a name: an institution word before it, a capital soon after."""
        if not any(self.is_word(self.tokens.lower[index]) for index in range(first, at)):
            return False
        joins = self.tokens.lower[at] in ("and", "et", "y", "e")
        after = next((i for i in range(at + 1, min(limit, at + 3)) if self.tokens.capital[i]), None)
        between = after is not None and all(
            self.tokens.lower[i] in _LINKS | self.words.determiners for i in range(at + 1, after)
        )
        return between and not (joins and self.tokens.lower[at - 1] in self.words.institutions)
