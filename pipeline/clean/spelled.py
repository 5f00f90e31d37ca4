"""A line as patterns see it: its words, its marks, and how far a slot reaches in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from pipeline.clean.fold import MARKS, NUMBER, SEPARATOR, fold_word, is_wide, spell
from pipeline.clean.items import SLOT_WORDS, SLOT_WORDS_WIDE, Choice, Item

# More than one sentence: nothing that a slot may hold. A day ("12. März") or initial ends none; of longer
# abbreviations it can't be told: when unsure, keep.
_SENTENCE_END = re.compile(r"(?<!\b\w)(?<!\b\w\w)[.!?。！？।۔።။។։][\"'”’»)\]]*\s+\S|[。！？]\S")

Positions: TypeAlias = "set[tuple[int, bool]]"  # words of a line behind one, and whether one was the pattern's own


class Vocabulary:
    """The words that slots may contain."""

    def __init__(self, date_words: frozenset[str], name_words: frozenset[str]) -> None:
        self.date_words = date_words
        self.name_words = name_words

    def is_date(self, words: Iterable[str]) -> bool:
        """Whether these folded words are all words of a date or time, with a number among them."""
        words = list(words)
        if NUMBER not in words:
            return False
        if all(word in self.date_words or word == NUMBER for word in words):
            return True
        text = "".join(words)
        return is_wide(text) and self._wide_date.fullmatch(text) is not None

    @cached_property
    def _wide_date(self) -> re.Pattern[str]:
        """The words of a date in scripts in which a word here is a character."""
        words = sorted(filter(is_wide, self.date_words), key=len, reverse=True)
        return re.compile(f"(?:{'|'.join(map(re.escape, (NUMBER, *words)))})+")


class SpelledLine:
    """A line as its words: folded, with their case, and where separators stand between them."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.longest = SLOT_WORDS_WIDE if is_wide(text) else SLOT_WORDS
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
        if slot == "user" and self.words[at : at + 1] == [NUMBER]:
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
            not (_is_small(self.cased[at]) or self.words[at] == NUMBER)
            or (start < at < end - 1 and self.words[at] in particles)
            for at in range(start, end)
        )


def _is_small(word: str) -> bool:
    """Whether a word begins with a small letter; Georgian names do, too: its capitals are for whole lines."""
    return word[0].islower() and not "ა" <= word[0] <= "ჿ"


class RoughLine(SpelledLine):
    """The words of a line's key, as if there were marks everywhere and slots could hold any words.

    What does not match this matches nothing, which is soon known.
    """

    def __init__(self, words: Sequence[str]) -> None:
        self.longest = SLOT_WORDS
        self.words = list(words)
        everywhere = set(range(len(self.words) + 1))
        self.marks = dict.fromkeys(MARKS, everywhere)

    def slot_ends(self, slot: str, at: int) -> Iterator[int]:
        """Where a slot that begins at word `at` may end."""
        yield from range(at + 1, min(at + self.longest[slot], len(self.words)) + 1)


def advance(items: Sequence[Item], positions: Positions, line: SpelledLine, words: Sequence[str]) -> Positions:
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
            behind |= advance(items, {(at, own)}, line, words) if items else {(at, own)}
    return behind
