"""Words, punctuation and sentences of a text, with their offsets. Knows quotes as single tokens, and no grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["word", "number", "mark", "quote", "break"]

_TOKEN = re.compile(
    r"(?P<break>\n[ \t]*\n\s*)"
    r"|(?P<word>\b(?:[ldjmntsc]|qu|jusqu|lorsqu|puisqu|(?:d|n|a|da|su)?ell|all|dall|sull|un)['’](?=[^\W\d_])"  # l'eau
    r"|\b(?:[LDJNSC]|Qu|Dell|All|Un)['’](?=[a-zà-ÿ]{2})"
    r"|(?:[^\W\d_]\.){2,}(?!\w)|\d+-[^\W\d_]\w+"  # U.S., z.B.; 23-jährige
    r"|[^\W\d_][\w\u0300-\u036f]*(?:[’'‑·.&/-](?!(?:t-)?(?:ils?|elles?|on)\b)(?=\w)[\w\u0300-\u036f]+"
    r"|-(?=\s+(?:und|oder|et|and)\s))*)"
    r"|(?P<number>\d[\d.,:/]*\d|\d)"
    r"|(?P<mark>-t-|[^\w\s])"
)
_ENDS = frozenset(".!?…。！？؟")
_ABBREVIATIONS = frozenset(
    """dr prof mr mrs ms st sen rep gov gen col capt lt sgt jr sr bzw ca z.b u.a d.h nr art abs hl sog evtl inkl vs etc no vol op
    ing dipl mag geb gest str mme mlle pp fig sra srta dña av ud uds sig dott tzw prof.dr jan feb mar apr jun jul aug sep sept oct nov
    dec okt dez mrd mio mill chr co inc ltd corp bros ft mt""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark and where it stands; `lower` is the word as it is looked up."""

    text: str
    lower: str
    start: int
    end: int
    kind: Kind
    capital: bool = False
    span: int = -1  # the number of the quote that this token stands for


def tokenise(text: str, quotes: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of `text`; each of the `quotes` (offsets, by start, apart from each other) is one token."""
    tokens: list[Token] = []
    at = 0
    for number, (start, end) in enumerate(quotes):
        tokens += _plain(text, at, start)
        tokens.append(Token("", "", start, end, "quote", span=number))
        at = end
    return tokens + _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        word = match.group()
        if kind == "word":
            found.append(Token(word, word.lower(), match.start(), match.end(), kind, capital=_is_capital(word)))
        else:
            found.append(Token(word, word, match.start(), match.end(), kind))
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
        if _ends_after(tokens, at, token, ended):
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
    if token.kind != "mark" or token.text not in _ENDS:
        return False
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
