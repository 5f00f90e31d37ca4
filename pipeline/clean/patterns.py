"""Match whole lines against phrases with choices and slots. Finds what matches; does not judge.

Patterns are kept by the two words that they begin with (or, if they begin with a slot, by the first two after
it) and parsed when a line first has the words that they need. The cost of a line depends on its words and on the
few patterns that share its beginning, not on how many patterns there are.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from pipeline.clean.fold import NUMBER, fold, is_wide
from pipeline.clean.items import Item, first_wording, longest_of, needs_of, openings_of, parse_items
from pipeline.clean.pairs import ANY, PairTable
from pipeline.clean.phrasefile import Section
from pipeline.clean.spelled import RoughLine, SpelledLine, Vocabulary, advance

_MOST_WORDS, _MOST_WORDS_SLOT_FIRST = 64, 16
_ROUGH = 40  # characters of lines that are first matched by their key: few of those that are longer match at all
_SPELLED_OTHERWISE = 3  # words that a key may have and the line as it is spelled has not
_MOST_WORDS_WIDE, _MOST_WORDS_SLOT_FIRST_WIDE = 160, 48

_OPEN_END = re.compile(r"\{user\}(\([^()]*\|\))*$")
_SENTENCE_END_IN_ENTRY = re.compile(r"[.!?。！？।۔።။។։][\"'”’»)\]|(]*\s+\S|[。！？]\S")


class Pattern:
    """One entry with choices or slots. Its items are worked out when they are first needed."""

    def __init__(self, section: Section, text: str) -> None:
        self.section = section
        self.text = text
        self.exact = "{" not in text.replace("{n}", "")  # only numbers vary in it

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What the line must consist of."""
        return parse_items(self.text)

    @cached_property
    def marked(self) -> tuple[Item, ...]:
        """The items with their diacritics."""
        return parse_items(self.text, marked=True)

    @cached_property
    def sentences(self) -> int:
        """How many sentences end inside its own text."""
        return len(_SENTENCE_END_IN_ENTRY.findall(self.text))

    @cached_property
    def slug(self) -> str:
        """Its text as part of a rule's name: the first of each choice, slots by their names."""
        return "-".join(fold(word.strip("{}")).replace(NUMBER, "n") for word in first_wording(self.items))

    @cached_property
    def announces(self) -> bool:
        """Whether it says no more than what follows: “Read more: {any}”, “Photo: {few}”."""
        return self.text.rstrip(")").endswith((": {any}", ":{any}", ": {few}", ":{few}"))

    def may_match(self, line: RoughLine) -> bool:
        """Whether it matches as far as the words of the line's key tell."""
        return (len(line.words), True) in advance(self.items, {(0, False)}, line, line.words)

    @cached_property
    def is_open(self) -> bool:
        """Whether it ends with what anything may be: “Reply to {user}” is a headline's beginning, too."""
        return _OPEN_END.search(self.text) is not None

    def matches(self, line: SpelledLine, *, by_slots: bool = False) -> bool:
        """Whether the whole line matches, with at least one word of the pattern's own unless `by_slots`."""
        if not self.exact and line.sentences > self.sentences:
            return False
        if self.section.marked:
            ends = advance(self.marked, {(0, by_slots)}, line, line.marked)
        else:
            ends = advance(self.items, {(0, by_slots)}, line, line.words)
        return (len(line.words), True) in ends


class PatternIndex:
    """All patterns, by the words that a line must have for them to be worth trying."""

    def __init__(self, vocabulary: Vocabulary, entries: Iterable[tuple[Section, Sequence[str]]]) -> None:
        """Sort the patterns of each section."""
        self.vocabulary = vocabulary
        self._tried: dict[int, Pattern] = {}
        self._sections: list[Section] = []
        self._starts: list[int] = []  # of each section the number of its first pattern
        self._texts: list[str] = []
        for section, texts in entries:
            self._sections.append(section)
            self._starts.append(len(self._texts))
            self._texts += texts
        parsed = [parse_items(text) for text in self._texts]
        openings = [openings_of(items, 2) for items in parsed]
        self._longest = bytes(min(longest_of(items), 255) for items in parsed)
        # Of each pattern the words of which a line needs one at least, a line for each such choice.
        self._needs = ["\n".join(" ".join(sorted(need)) for need in needs_of(items)) for items in parsed]
        self._by_first = PairTable.of(map(_beginnings, openings))
        self._by_anchor = PairTable.of(map(_anchors, parsed, openings))

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_tried": {}}

    def longest_opening_with(self, first: str, second: str) -> int:
        """The most words that a line can have which begins with these two and matches; 0 where none can."""
        return max((self._longest[number] for number in self._by_first.find(first, second)), default=0)

    def _pattern(self, number: int) -> Pattern:
        pattern = self._tried.get(number)
        if pattern is None:
            section = self._sections[bisect(self._starts, number) - 1]
            pattern = self._tried[number] = Pattern(section, self._texts[number])
        return pattern

    def find(self, words: Sequence[str], text: str, order: Callable[[Pattern], Any]) -> Iterator[Pattern]:
        """The patterns that the whole of `text`, whose folded words are given, matches, sorted by `order`."""
        wide = len(words) > _MOST_WORDS_SLOT_FIRST and is_wide(text)
        if not 0 < len(words) <= (_MOST_WORDS_WIDE if wide else _MOST_WORDS):
            return
        numbers = self._by_first.find(words[0], words[1] if len(words) > 1 else "")
        if len(words) <= (_MOST_WORDS_SLOT_FIRST_WIDE if wide else _MOST_WORDS_SLOT_FIRST):
            numbers += self._anchored(words)
        most, known = (0 if wide else len(words) - _SPELLED_OTHERWISE), frozenset(words)
        numbers = [number for number in numbers if self._longest[number] >= most]
        candidates = [self._pattern(number) for number in numbers if wide or self._may_fit(number, known)]
        if not candidates:
            return
        rough = RoughLine(words) if len(text) > _ROUGH and not wide else None
        line = None
        for pattern in sorted(candidates, key=order):
            if rough is None or pattern.may_match(rough):
                line = line or SpelledLine(text, self.vocabulary)
                if pattern.matches(line):
                    yield pattern

    def _may_fit(self, number: int, words: frozenset[str]) -> bool:
        """Whether a line of these words has those that a pattern needs; told without parsing it."""
        return not any(words.isdisjoint(need.split(" ")) for need in self._needs[number].splitlines())

    def may_begin_with_slot(self, words: Sequence[str], least: int) -> bool:
        """Whether a pattern that begins with a slot has these words in its beginning, and holds `least` words."""
        if least > _MOST_WORDS_SLOT_FIRST:
            return False
        return any(self._longest[number] >= least for number in self._anchored(words))

    def _anchored(self, words: Sequence[str]) -> Iterator[int]:
        for word, following in pairwise([*words[1:], ""]):
            yield from self._by_anchor.find(word, following)


def _beginnings(openings: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """The words that a line may begin with to match, each with the word or `ANY` or nothing after it."""
    return {(opening[0], _key(opening[1:])) for opening in openings if _begins_with_word(opening)}


def _anchors(items: Sequence[Item], openings: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """For a pattern that may begin with slots: the first word, and the word or `ANY` or nothing after that."""
    anchors: set[tuple[str, str]] = set()
    if all(map(_begins_with_word, openings)):
        return anchors
    for opening in openings_of(items, 5):
        words = [at for at, word in enumerate(opening) if word[0] != "{"]
        if words:
            anchors.add((opening[words[0]], _key(opening[words[0] + 1 :])))
    return anchors


def _begins_with_word(opening: Sequence[str]) -> bool:
    return bool(opening) and opening[0][0] != "{"


def _key(following: Sequence[str]) -> str:
    if not following:
        return ""
    return ANY if following[0][0] == "{" else following[0]
