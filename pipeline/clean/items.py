"""What a phrase with choices and slots consists of: words, marks, slots, and choices of them. Knows no line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from pipeline.clean.fold import MARKS, NUMBER, QUOTE, SLASH, fold_word, spell

# Words a slot holds, and words of a line that is tried: at all, and against patterns that begin with a slot.
# In scripts without spaces a word here is a character.
SLOT_WORDS = {"word": 1, "user": 4, "few": 6, "name": 6, "date": 9, "any": 30}
SLOT_WORDS_WIDE = {"word": 4, "user": 12, "few": 20, "name": 8, "date": 20, "any": 100}

_PIECE = re.compile(r"[(|)]|\{[a-z]+\}|[^(){}|]+")

Item: TypeAlias = "str | Choice"  # a folded word, a mark, a slot in braces; or a choice


class Choice:
    """Alternatives, those that begin with a word by that word: a line is tried against few of them."""

    __slots__ = ("_by_word", "_others", "alternatives")

    def __init__(self, alternatives: tuple[tuple[Item, ...], ...]) -> None:
        self.alternatives = alternatives
        self._by_word: dict[str, tuple[tuple[Item, ...], ...]] = {}
        others = []
        for items in alternatives:
            first = items[0] if items else None
            if isinstance(first, str) and first not in MARKS and first[0] != "{":
                self._by_word[first] = (*self._by_word.get(first, ()), items)
            else:
                others.append(items)
        self._others = tuple(others)

    def beginning_with(self, word: str | None) -> tuple[tuple[Item, ...], ...]:
        """The alternatives that can stand where the line has this word, or None at its end."""
        found = self._by_word.get(word) if word is not None else None
        return self._others if found is None else found + self._others


def parse_items(text: str, *, marked: bool = False) -> tuple[Item, ...]:
    """The items of an entry of a phrase file, with the diacritics of its words if `marked`."""
    return _alternatives(iter(_PIECE.findall(text)), inside=False, marked=marked)[0]


def _alternatives(pieces: Iterator[str], *, inside: bool, marked: bool = False) -> tuple[tuple[Item, ...], ...]:
    """Parse the alternatives of a choice, up to its closing parenthesis; outside of any there is only one."""
    alternatives: list[list[Item]] = [[]]
    for piece in pieces:
        if piece == "(":
            alternatives[-1].append(Choice(_alternatives(pieces, inside=True, marked=marked)))
        elif piece == ")":
            break
        elif piece == "|" and inside:
            alternatives.append([])
        elif piece[0] == "{":
            alternatives[-1].append(NUMBER if piece == "{n}" else piece)
        else:
            alternatives[-1] += _literal(piece, inside=inside, marked=marked)
    return tuple(tuple(items) for items in alternatives)


def _literal(piece: str, *, inside: bool, marked: bool) -> list[str]:
    """The words and separators of a piece of an entry; a slash or quotation mark counts if it stands alone."""
    words = spell(piece, marked=marked)
    if set(words) == {SLASH} or (inside and set(words) == {QUOTE}):
        return words[:1]
    return [word.casefold() if marked else fold_word(word) for word in words if word not in {SLASH, QUOTE}]


def openings_of(items: Sequence[Item], length: int) -> set[tuple[str, ...]]:
    """All beginnings of up to `length` words or slots, without separators."""
    done: set[tuple[str, ...]] = set()
    openings: set[tuple[str, ...]] = {()}
    for item in items:
        if item in MARKS:
            continue
        ways = (
            {(item,)}
            if isinstance(item, str)
            else {way for part in item.alternatives for way in openings_of(part, length)}
        )
        longer = {(opening + way)[:length] for opening in openings for way in ways}
        done |= {opening for opening in longer if len(opening) == length}
        openings = longer - done
        if not openings:
            break
    return done | openings


def longest_of(items: Sequence[Item]) -> int:
    """The most words of a line that they can match, where words are written apart."""
    return sum(
        max(map(longest_of, item.alternatives)) if not isinstance(item, str) else SLOT_WORDS.get(item[1:-1], 1)
        for item in items
        if item not in MARKS
    )


def first_wording(items: Sequence[Item]) -> Iterator[str]:
    """The words and slots of their first alternatives."""
    for item in items:
        if not isinstance(item, str):
            yield from first_wording(next((part for part in item.alternatives if part), ()))
        elif item not in MARKS:
            yield item


def needs_of(items: Sequence[Item]) -> Iterator[frozenset[str]]:
    """Sets of words, of each of which a line has one at least if it matches."""
    for item in items:
        if item == "{date}":
            yield frozenset((NUMBER,))
        elif isinstance(item, str):
            if item not in MARKS and item[0] != "{":
                yield frozenset((item,))
        else:
            parts = [next(needs_of(part), None) for part in item.alternatives]
            if None not in parts:
                yield frozenset().union(*(part for part in parts if part))
