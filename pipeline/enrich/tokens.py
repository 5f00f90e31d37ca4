"""Words, punctuation and sentences of a text, with their offsets. Knows no grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_NO_ENDS = frozenset(("word", "number"))
_ABBREVIATION_WORDS = """
dr prof mr mrs ms st sen rep gov gen col capt lt sgt jr sr bzw ca z.b u.a d.h nr art abs hl sog evtl inkl
vs etc no vol op ing dipl mag geb gest str mme mlle pp fig sra srta dña av ud uds sig dott tzw prof.dr
jan feb mar apr jun jul aug sep sept oct nov dec okt dez mrd mio mill chr co inc ltd corp bros ft mt
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())


_new = tuple.__new__  # a page has thousands of tokens: their own constructor takes longer than finding them


class Token(NamedTuple):
    """One word or mark and where it stands; `lower` is the word as it is looked up. A tuple, as there are many."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    capital: bool = False
    span: int = -1  # the number of the quote that this token stands for


def tokenise(text: str, language: str | None = None) -> list[Token]:
    """The tokens of `text`; `language` (ISO 639-1) decides whether an apostrophe parts two words."""
    pattern = _TOKEN_ELIDING if language in _ELIDING else _TOKEN
    return list(map(_token, pattern.finditer(text)))


def _token(match: re.Match[str]) -> Token:
    group: Any = match.lastindex  # 1 to 4: one of them always matches
    kind, word = match.lastgroup, match[group]
    start, end = match.span(group)
    if kind != "word":
        return _new(Token, (word, word, start, end, kind, False, -1))
    initial = word[0]
    capital = initial.isupper() or (initial.isdigit() and _is_capital(word))
    return _new(Token, (word, word.lower(), start, end, kind, capital, -1))


def with_quotes(tokens: Sequence[Token], quotes: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens with each of the `quotes` (offsets, by start, apart from each other) as a single one."""
    found: list[Token] = []
    at = 0
    for number, (start, end) in enumerate(quotes):
        while at < len(tokens) and tokens[at].start < start:
            found.append(tokens[at])
            at += 1
        found.append(Token("", "", start, end, "quote", span=number))
        while at < len(tokens) and tokens[at].start < end:
            at += 1
    found.extend(tokens[at:])
    return found


def _is_capital(word: str) -> bool:
    return (word.partition("-")[2] if word[0].isdigit() else word)[:1].isupper()


def sentences(tokens: Sequence[Token], ended: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """First token and the one after the last, of every sentence.

    `ended` are the quotes whose last character ends a sentence; whether the sentence of the writer ends with
    them, too, is seen by what follows.
    """
    found: list[tuple[int, int]] = []
    first = 0
    for at, token in enumerate(tokens):
        kind = token.kind
        if at - first < _LONGEST and (kind in _NO_ENDS or (kind == "mark" and token.text not in _ENDS)):
            continue
        if at - first >= _LONGEST or _ends_after(tokens, at, token, ended):
            found.append((first, at + 1))
            first = at + 1
    if first < len(tokens):
        found.append((first, len(tokens)))
    return found


def _ends_after(tokens: Sequence[Token], at: int, token: Token, ended: frozenset[int]) -> bool:
    if token.kind == "break":
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or following.kind == "break":
        return False
    if token.kind == "quote":
        return token.span in ended and (following.capital or following.kind == "quote")
    if token.text == ".":
        if _is_abbreviation(tokens, at) or following.start == token.end:
            return False
        return not following.text.islower()
    return not (following.kind == "mark" and following.text in _ENDS) and not following.text.islower()


def _is_abbreviation(tokens: Sequence[Token], at: int) -> bool:
    """Whether the full stop belongs to the word before it: an abbreviation, an initial, an ordinal number."""
    if at == 0:
        return False
    before = tokens[at - 1]
    if before.end != tokens[at].start:
        return False
    if before.kind == "number":
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        return len(before.text) <= 2 and following is not None and following.capital
    return before.kind == "word" and (before.lower in _ABBREVIATIONS or (len(before.text) == 1 and before.capital))
