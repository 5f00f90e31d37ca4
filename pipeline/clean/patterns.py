"""Match whole lines against phrases with choices and slots. Finds what matches; does not judge.

Patterns are kept by their first word (or, if they begin with a slot, by the first word after it) and
compiled when a line with that word first turns up. The cost of a line depends on its words and on the
few patterns that share its first word, not on how many patterns there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from pipeline.clean.fold import MARKS, NUMBER, QUOTE, SEPARATOR, SLASH, fold, fold_word, is_wide, spell
from pipeline.clean.phrasefile import Section

# Words a slot holds, and words of a line that is tried: at all, and against patterns that begin with a slot.
# In scripts without spaces a word here is a character.
_LONGEST = {"word": 1, "user": 4, "few": 6, "name": 6, "date": 9, "any": 30}
_LONGEST_WIDE = {"word": 4, "user": 12, "few": 20, "name": 8, "date": 20, "any": 100}
_MOST_WORDS, _MOST_WORDS_SLOT_FIRST = 64, 16
_ROUGH = 40  # characters of lines that are first matched by their key: few of those that are longer match at all
_SPELLED_OTHERWISE = 3  # words that a key may have and the line as it is spelled has not
_MOST_WORDS_WIDE, _MOST_WORDS_SLOT_FIRST_WIDE = 160, 48

_ANY = "{any}"
_PIECE = re.compile(r"[(|)]|\{[a-z]+\}|[^(){}|]+")
# More than one sentence: nothing that a slot may hold. A day ("12. März") or initial ends none; of longer
# abbreviations it can't be told: when unsure, keep.
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\b\w\w)[.!?。！？।۔።။។։][\"'”’»)\]]*\s+\S|[。！？]\S")
_SENTENCE_END_IN_ENTRY = re.compile(r"[.!?。！？।۔።။។։][\"'”’»)\]|(]*\s+\S|[。！？]\S")

Item: TypeAlias = "str | Choice"  # a folded word, a mark, a slot in braces; or a choice
Positions: TypeAlias = "set[tuple[int, bool]]"  # words of a line behind one, and whether one was the pattern's own


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


class Vocabulary:
    """The words that slots may contain."""

    def __init__(self, date_words: frozenset[str], name_words: frozenset[str]) -> None:
        self.date_words = date_words
        self.name_words = name_words

    def is_date(self, words: Iterable[str]) -> bool:
        """Whether these folded words are all words of a date or time, with a number among them."""
        words = list(words)
        return NUMBER in words and all(word in self.date_words or word == NUMBER for word in words)


class SpelledLine:
    """A line as its words: folded, with their case, and where separators stand between them."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.longest = _LONGEST_WIDE if is_wide(text) else _LONGEST
        self.cased: list[str] = []
        self.marks: dict[str, set[int]] = {mark: set() for mark in MARKS}  # positions before which one stands
        for word in spell(text):
            if word in MARKS:
                self.marks[word].add(len(self.cased))
            else:
                self.cased.append(word)
        self.words = [fold_word(word) for word in self.cased]
        self.text = text
        self.sentences = len(_SENTENCE_END.findall(text))

    @cached_property
    def marked(self) -> list[str]:
        """The words with their diacritics."""
        words = [word.casefold() for word in spell(self.text, marked=True) if word not in MARKS]
        return words if len(words) == len(self.words) else self.words

    def slot_ends(self, slot: str, at: int) -> Iterator[int]:
        """Where a slot that begins at word `at` may end."""
        if slot == "user" and self.words[at] == NUMBER:
            return  # nobody is called “9.30”
        breaks = self.marks[SEPARATOR]
        for end in range(at + 1, min(at + self.longest[slot], len(self.words)) + 1):
            if end - 1 > at and end - 1 in breaks and slot != "any":
                return
            if slot == "date":
                if self.vocabulary.is_date(self.words[at:end]):
                    yield end
            elif slot != "name" or self._is_name(at, end):
                yield end

    def _is_name(self, start: int, end: int) -> bool:
        """Capitals at both ends, and inside only capitals and particles such as `van` or `and`."""
        particles = self.vocabulary.name_words
        if self.words[start] in particles and self.cased[start].islower():
            start += 1  # "von der Leyen"
        return start < end and all(
            not (self.cased[at][0].islower() or self.words[at] == NUMBER)
            or (start < at < end - 1 and self.words[at] in particles)
            for at in range(start, end)
        )


class RoughLine(SpelledLine):
    """The words of a line's key, as if there were marks everywhere and slots could hold any words.

    What does not match this matches nothing, which is soon known.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.longest = _LONGEST
        self.words = list(words)
        everywhere = set(range(len(self.words) + 1))
        self.marks = dict.fromkeys(MARKS, everywhere)

    def slot_ends(self, slot: str, at: int) -> Iterator[int]:
        """Where a slot that begins at word `at` may end."""
        yield from range(at + 1, min(at + self.longest[slot], len(self.words)) + 1)


class Pattern:
    """One entry with choices or slots. Its items are worked out when they are first needed."""

    def __init__(self, section: Section, text: str) -> None:
        self.section = section
        self.text = text
        self.exact = "{" not in text.replace("{n}", "")  # only numbers vary in it

    def __reduce__(self) -> tuple[type[Pattern], tuple[Section, str]]:
        return Pattern, (self.section, self.text)  # what is worked out later is not kept

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What the line must consist of."""
        return _alternatives(iter(_PIECE.findall(self.text)), inside=False)[0]

    @cached_property
    def marked(self) -> tuple[Item, ...]:
        """The items with their diacritics."""
        return _alternatives(iter(_PIECE.findall(self.text)), inside=False, marked=True)[0]

    @cached_property
    def longest(self) -> int:
        """The most words of a line that it can match, where words are written apart."""
        return _longest(self.items)

    @cached_property
    def sentences(self) -> int:
        """How many sentences end inside its own text."""
        return len(_SENTENCE_END_IN_ENTRY.findall(self.text))

    @property
    def slug(self) -> str:
        """Its text as part of a rule's name: the first of each choice, slots by their names."""
        return "-".join(fold(word.strip("{}")).replace(NUMBER, "n") for word in _first_wording(self.items))

    @property
    def announces(self) -> bool:
        """Whether it says no more than what follows: “Read more: {any}”, “Photo: {few}”."""
        return self.text.rstrip(")").endswith((": {any}", ":{any}", ": {few}", ":{few}"))

    def may_match(self, line: RoughLine) -> bool:
        """Whether it matches as far as the words of the line's key tell."""
        return (len(line.words), True) in _advance(self.items, {(0, False)}, line, line.words)

    @property
    def is_open(self) -> bool:
        """Whether it ends with what anything may be: “Reply to {user}” is a headline's beginning, too."""
        return "{user}" in self.text[self.text.rfind(" ") :]

    def matches(self, line: SpelledLine, *, by_slots: bool = False) -> bool:
        """Whether the whole line matches, with at least one word of the pattern's own unless `by_slots`."""
        if not self.exact and line.sentences > self.sentences:
            return False
        if self.section.marked:
            ends = _advance(self.marked, {(0, by_slots)}, line, line.marked)
        else:
            ends = _advance(self.items, {(0, by_slots)}, line, line.words)
        return (len(line.words), True) in ends


class PatternIndex:
    """All patterns, by the words that a line must have for them to be worth trying."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_first: dict[str, list[Pattern]] = {}  # not yet sorted by their second words
        self._by_pair: dict[str, dict[str, list[Pattern]]] = {}
        self._by_anchor: dict[str, dict[str, list[Pattern]]] = {}

    def add(self, section: Section, texts: Sequence[str]) -> None:
        """Add the entries of a section."""
        for text in texts:
            pattern = Pattern(section, text)
            first = text.partition(" ")[0]
            if first.isalpha() and first.isascii():  # the usual case, without working out its items
                self._by_first.setdefault(first.lower(), []).append(pattern)
            else:
                self._add_by_items(pattern)

    def _add_by_items(self, pattern: Pattern) -> None:
        openings = _openings(pattern.items, 1)
        for (first,) in openings:
            if first[0] != "{":
                self._by_first.setdefault(first, []).append(pattern)
        if any(first[0] == "{" for (first,) in openings):
            for anchor, following in _anchors(pattern.items):
                self._by_anchor.setdefault(anchor, {}).setdefault(following, []).append(pattern)

    def opening_with(self, first: str, second: str) -> Sequence[Pattern]:
        """The patterns that can begin with these two words; `second` is empty for a line of one word."""
        if first not in self._by_first:
            return ()
        if first not in self._by_pair:
            self._by_pair[first] = _sorted_by_second(self._by_first[first], first)
        pairs = self._by_pair[first]
        return [*pairs.get(second, ()), *pairs.get(_ANY, ())]

    def find(self, words: Sequence[str], text: str) -> list[Pattern]:
        """Every pattern that the whole of `text`, whose folded words are given, matches."""
        wide = len(words) > _MOST_WORDS_SLOT_FIRST and is_wide(text)
        if not 0 < len(words) <= (_MOST_WORDS_WIDE if wide else _MOST_WORDS):
            return []
        candidates = list(self.opening_with(words[0], words[1] if len(words) > 1 else ""))
        if len(words) <= (_MOST_WORDS_SLOT_FIRST_WIDE if wide else _MOST_WORDS_SLOT_FIRST):
            candidates += self._anchored(words)
        if not wide:
            most = len(words) - _SPELLED_OTHERWISE
            candidates = [pattern for pattern in candidates if pattern.longest >= most]
            if len(text) > _ROUGH:
                rough = RoughLine(words)
                candidates = [pattern for pattern in candidates if pattern.may_match(rough)]
        if not candidates:
            return []
        line = SpelledLine(text, self.vocabulary)
        return [pattern for pattern in candidates if pattern.matches(line)]

    def may_begin_with_slot(self, words: Sequence[str], least: int) -> bool:
        """Whether a pattern that begins with a slot has these words in its beginning, and holds `least` words."""
        if least > _MOST_WORDS_SLOT_FIRST:
            return False
        return any(pattern.longest >= least for pattern in self._anchored(words))

    def _anchored(self, words: Sequence[str]) -> Iterator[Pattern]:
        for word, following in pairwise([*words[1:], ""]):
            if word in self._by_anchor:
                yield from self._by_anchor[word].get(following, ())
                yield from self._by_anchor[word].get(_ANY, ())

    def __iter__(self) -> Iterator[Pattern]:
        """Every pattern, some more than once."""
        for patterns in self._by_first.values():
            yield from patterns
        for followings in self._by_anchor.values():
            for patterns in followings.values():
                yield from patterns


def _sorted_by_second(patterns: Iterable[Pattern], first: str) -> dict[str, list[Pattern]]:
    """Patterns by the word that can stand second: `_ANY` for any, empty for none."""
    pairs: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        openings = (opening for opening in _openings(pattern.items, 2) if opening[0] == first)
        for second in {_key(opening[1:]) for opening in openings}:
            pairs.setdefault(second, []).append(pattern)
    return pairs


def _anchors(items: Sequence[Item]) -> set[tuple[str, str]]:
    """For a pattern that begins with slots: its first word, and the word or `_ANY` or nothing after that."""
    anchors = set()
    for opening in _openings(items, 5):
        words = [at for at, word in enumerate(opening) if word[0] != "{"]
        if words:
            anchors.add((opening[words[0]], _key(opening[words[0] + 1 :])))
    return anchors


def _key(following: Sequence[str]) -> str:
    if not following:
        return ""
    return _ANY if following[0][0] == "{" else following[0]


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


def _advance(items: Sequence[Item], positions: Positions, line: SpelledLine, words: Sequence[str]) -> Positions:
    """Where in the line one can be after these items, from any of these positions."""
    for item in items:
        if not positions:
            break
        if not isinstance(item, str):
            positions = _through(item, positions, line, words)
        elif item in MARKS:
            positions = {(at, own) for at, own in positions if at in line.marks[item]}
        elif item[0] == "{":
            positions = {(end, own) for at, own in positions for end in line.slot_ends(item[1:-1], at)}
        else:
            known = item != NUMBER
            last = len(words) - 1
            positions = {(at + 1, own or known) for at, own in positions if at <= last and words[at] == item}
    return positions


def _through(choice: Choice, positions: Positions, line: SpelledLine, words: Sequence[str]) -> Positions:
    """Where one can be after one of the alternatives."""
    behind: Positions = set()
    for at, own in positions:
        for items in choice.beginning_with(words[at] if at < len(words) else None):
            behind |= _advance(items, {(at, own)}, line, words) if items else {(at, own)}
    return behind


def _openings(items: Sequence[Item], length: int) -> set[tuple[str, ...]]:
    """All beginnings of up to `length` words or slots, without separators."""
    done: set[tuple[str, ...]] = set()
    openings: set[tuple[str, ...]] = {()}
    for item in items:
        if item in MARKS:
            continue
        ways = (
            {(item,)}
            if isinstance(item, str)
            else {way for part in item.alternatives for way in _openings(part, length)}
        )
        longer = {(opening + way)[:length] for opening in openings for way in ways}
        done |= {opening for opening in longer if len(opening) == length}
        openings = longer - done
        if not openings:
            break
    return done | openings


def _longest(items: Sequence[Item]) -> int:
    return sum(
        max(map(_longest, item.alternatives)) if not isinstance(item, str) else _LONGEST.get(item[1:-1], 1)
        for item in items
        if item not in MARKS
    )


def _first_wording(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if not isinstance(item, str):
            yield from _first_wording(next((part for part in item.alternatives if part), ()))
        elif item not in MARKS:
            yield item
