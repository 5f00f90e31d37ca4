"""Words, punctuation and sentences of a text, with their offsets. Knows no grammar."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import compress, starmap
from operator import add
from typing import Any, Literal, NamedTuple

Kind = Literal["word", "number", "mark", "quote", "break"]

# French, Italian and Catalan write an article or preposition and the word after it as one: l'eau, dell'acqua.
_ELISION = (
    r"\b(?:[ldjmntsc]|qu|jusqu|lorsqu|puisqu|(?:d|n|a|da|su)?ell|all|dall|sull|un)['’](?=[^\W\d_])"
    r"|\b(?:[LDJNSC]|Qu|Dell|All|Un)['’](?=[a-zà-ÿ]{2})|"
)
_ELIDING = frozenset(("fr", "it", "ca"))
_PATTERN = (
    r" ?(?:"  # a space is passed over with what follows it
    r"(?P<word>%s[^\W\d_][\w\u0300-\u036f]*(?:[’'‑·.&/-](?!(?:t-)?(?:ils?|elles?|on)\b)(?=\w)[\w\u0300-\u036f]+"
    r"|-(?=\s+(?:und|oder|et|and)\s))*(?:\.(?<=\b[^\W\d_]\.[^\W\d_]\.)(?!\w))?"  # U.S., z.B.
    r"|\d+-[^\W\d_]\w+)"  # 23-jährige
    r"|(?P<number>\d(?:[\d.,:/]*\d)?)"
    r"|(?P<mark>-t-|[^\w\s])"
    r"|(?P<break>\n[ \t]*\n\s*))"
)
_TOKEN = re.compile(_PATTERN % "")
_TOKEN_ELIDING = re.compile(_PATTERN % _ELISION)
_LONGEST = 300  # tokens of a sentence; what is longer is a list or table, and is cut
_ENDS = frozenset(".!?…。！？؟")
_NO_MARKS = frozenset(("break", "quote"))  # may end a sentence, too
_ABBREVIATION_WORDS = """
dr prof mr mrs ms st sen rep gov gen col capt lt sgt jr sr bzw ca z.b u.a d.h nr art abs hl sog evtl inkl
vs etc no vol op ing dipl mag geb gest str mme mlle pp fig sra srta dña av ud uds sig dott tzw prof.dr
jan feb mar apr jun jul aug sep sept oct nov dec okt dez mrd mio mill chr co inc ltd corp bros ft mt
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())


class Token(NamedTuple):
    """One word or mark and where it stands; `lower` is the word as it is looked up."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    capital: bool = False
    span: int = -1  # the number of the quote that this token stands for


class Tokens:
    """The tokens of a text as columns, as a page has thousands: `lower[7]` and `kind[7]` are of the same one."""

    __slots__ = Token._fields

    def __init__(self, text: list[str], start: list[int], kind: list[Kind]) -> None:
        """Take what stands where; only words have capitals."""
        self.text, self.start, self.kind = text, start, kind
        self.lower: list[str] = list(map(str.lower, text))
        self.end: list[int] = list(map(add, start, map(len, text)))
        self.capital: list[bool] = [
            of == "word" and (one[0].isupper() or (one[0].isdigit() and _is_capital(one)))
            for of, one in zip(kind, text, strict=True)
        ]
        self.span: list[int] = [-1] * len(text)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, at: int) -> Token:
        where = self.start[at], self.end[at]
        return Token(self.text[at], self.lower[at], *where, self.kind[at], self.capital[at], self.span[at])

    def between(self, first: int, end: int) -> list[Token]:
        """The tokens of a stretch."""
        return list(starmap(Token, zip(*[getattr(self, name)[first:end] for name in Token._fields], strict=True)))

    def before(self, offset: int) -> Tokens:
        """The tokens that begin before an offset of the text."""
        end = bisect_left(self.start, offset)
        return self._of(getattr(self, name)[:end] for name in Token._fields)

    def without(self, kind: Kind) -> Tokens:
        """All but those of one kind."""
        other = [of != kind for of in self.kind]
        return self._of(list(compress(getattr(self, name), other)) for name in Token._fields)

    @classmethod
    def _of(cls, columns: Iterable[list[Any]]) -> Tokens:
        made = cls.__new__(cls)
        for name, column in zip(Token._fields, columns, strict=True):
            setattr(made, name, column)
        return made

    def extend(self, other: Tokens, which: slice) -> None:
        """Add a stretch of other tokens at the end."""
        for name in Token._fields:
            getattr(self, name).extend(getattr(other, name)[which])

    def append(self, token: Token) -> None:
        """Add one at the end."""
        for name, value in zip(Token._fields, token, strict=True):
            getattr(self, name).append(value)


def tokenise(text: str, language: str | None = None) -> Tokens:
    """The tokens of `text`; `language` (ISO 639-1) decides whether an apostrophe parts two words."""
    pattern = _TOKEN_ELIDING if language in _ELIDING else _TOKEN
    words: list[str] = []
    starts: list[int] = []
    kinds: list[Any] = []
    for match in pattern.finditer(text):
        group: Any = match.lastindex  # 1 to 4: one of them always matches
        words.append(match[group])
        starts.append(match.start(group))
        kinds.append(match.lastgroup)
    return Tokens(words, starts, kinds)


def with_quotes(tokens: Tokens, quotes: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens with each of the `quotes` (offsets, by start, apart from each other) as a single one."""
    found = Tokens([], [], [])
    at = 0
    for number, (start, end) in enumerate(quotes):
        first = bisect_left(tokens.start, start, at)
        found.extend(tokens, slice(at, first))
        found.append(Token("", "", start, end, "quote", span=number))
        at = bisect_left(tokens.start, end, first)
    found.extend(tokens, slice(at, None))
    return found


def _is_capital(word: str) -> bool:
    return (word.partition("-")[2] if word[0].isdigit() else word)[:1].isupper()


def sentences(tokens: Tokens, ended: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """First token and the one after the last, of every sentence.

    `ended` are the quotes whose last character ends a sentence; whether the sentence of the writer ends with
    them, too, is seen by what follows.
    """
    found: list[tuple[int, int]] = []
    first = 0
    others = [at for at, kind in enumerate(tokens.kind) if kind != "word"]
    ends = [at for at in others if tokens.kind[at] in _NO_MARKS or tokens.text[at] in _ENDS]
    for at in [*ends, len(tokens)]:
        while at - first > _LONGEST:
            found.append((first, first + _LONGEST + 1))
            first += _LONGEST + 1
        if at < len(tokens) and (at - first == _LONGEST or _ends_after(tokens, at, ended)):
            found.append((first, at + 1))
            first = at + 1
    if first < len(tokens):
        found.append((first, len(tokens)))
    return found


def _ends_after(tokens: Tokens, at: int, ended: frozenset[int]) -> bool:
    kind = tokens.kind[at]
    if kind == "break":
        return True
    if at + 1 == len(tokens) or tokens.kind[at + 1] == "break":
        return False
    if kind == "quote":
        return tokens.span[at] in ended and (tokens.capital[at + 1] or tokens.kind[at + 1] == "quote")
    following = tokens.text[at + 1]
    if tokens.text[at] == ".":
        if _is_abbreviation(tokens, at) or tokens.start[at + 1] == tokens.end[at]:
            return False
        return not following.islower()
    return not (tokens.kind[at + 1] == "mark" and following in _ENDS) and not following.islower()


def _is_abbreviation(tokens: Tokens, at: int) -> bool:
    """Whether the full stop belongs to the word before it: an abbreviation, an initial, an ordinal number."""
    if at == 0 or tokens.end[at - 1] != tokens.start[at]:
        return False
    kind, text = tokens.kind[at - 1], tokens.text[at - 1]
    if kind == "number":
        return len(text) <= 2 and at + 1 < len(tokens) and tokens.capital[at + 1]
    short = len(text) == 1 and tokens.capital[at - 1]
    return kind == "word" and (short or tokens.lower[at - 1] in _ABBREVIATIONS)
