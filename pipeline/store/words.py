"""Split texts into the words that the search index counts. Pure.

The same words as the macro `search_tokens` finds in a query, at a fifth of the cost: Arrow parts the texts at
spaces, and each part is looked at once, however often and in however many batches it comes.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import regex

_FIELD_WEIGHTS = {"title": 5, "lead": 2, "body": 1}  # a title says in eight words what the text says in hundreds
_LONGEST_KEPT = 32  # characters of a part that is likely to come again
_AROUND_WORDS = ".,;:!?\"'()[]«»„“”‚‘’–…"  # what is no part of a word, and the reason why parts differ most often
_PERHAPS_UNSPACED = re.compile("[\u0e00-\U0010ffff]")  # Thai, and what comes after it

Numbers = npt.NDArray[np.integer]


class Occurrences(NamedTuple):
    """Every word of some texts, by number: which text it stands in, and how much that counts."""

    words: Numbers
    docs: Numbers
    weights: Numbers


class Vocabulary:
    """Numbers for word forms, each of a language: 0, 1, … in the order they are met."""

    def __init__(self) -> None:
        self.forms: list[tuple[str | None, str]] = []
        self.size = 0  # entries kept, for whoever bounds the memory
        self._numbers: defaultdict[str | None, dict[str, int]] = defaultdict(dict)
        self._of_parts: defaultdict[str | None, dict[str, tuple[int, ...]]] = defaultdict(dict)

    def occurrences(self, texts: pa.Table) -> Occurrences:
        """The words of `texts`, which has the columns doc, language, title, lead and body."""
        languages = texts["language"].unique().to_pylist()
        found = [self._of_language(_in_language(texts, each), each) for each in languages]
        return Occurrences(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _of_language(self, texts: pa.Table, language: str | None) -> Occurrences:
        fields = pa.concat_arrays([chunk for field in _FIELD_WEIGHTS for chunk in texts[field].chunks])
        parts = pc.utf8_split_whitespace(pc.ascii_lower(fields))
        counts = np.nan_to_num(pc.list_value_length(parts).to_numpy(zero_copy_only=False)).astype(np.int64)
        docs = np.tile(texts["doc"].to_numpy(), len(_FIELD_WEIGHTS))
        weights = np.repeat(np.array([*_FIELD_WEIGHTS.values()], np.uint8), len(texts))
        encoded = pc.utf8_trim(parts.flatten(), _AROUND_WORDS).dictionary_encode()
        words, starts = self._words(encoded.dictionary.to_pylist(), language)
        of_parts, lengths = encoded.indices.to_numpy(), np.diff(starts)
        several = lengths[of_parts]
        return Occurrences(
            words[_ranges(starts[of_parts], several)],
            np.repeat(np.repeat(docs, counts), several),
            np.repeat(np.repeat(weights, counts), several),
        )

    def _words(self, parts: Sequence[Any], language: str | None) -> tuple[Numbers, Numbers]:
        """The numbers of the words of each part, one after the other, and where each part's begin."""
        known = self._of_parts[language]
        found = [known.get(part) or self._of_part(part, language) for part in parts]
        numbers = array("I", chain.from_iterable(found))
        return np.frombuffer(numbers, np.uint32), np.cumsum([0, *map(len, found)])

    def _of_part(self, part: str, language: str | None) -> tuple[int, ...]:
        numbers = tuple([self._number(word, language) for word in words_of(part)])
        if len(part) <= _LONGEST_KEPT:
            self._of_parts[language][part] = numbers
            self.size += 1
        return numbers

    def _number(self, word: str, language: str | None) -> int:
        number_of = self._numbers[language]
        number = number_of.get(word)
        if number is None:
            number = number_of[word] = len(self.forms)
            self.forms.append((language, word))
            self.size += 1
        return number


def words_of(text: str) -> list[str]:
    """Runs of letters, marks and digits, in lower case; of scripts without spaces, pairs of characters."""
    if text.isascii() and text.isalnum():
        return [text.lower()]
    if _PERHAPS_UNSPACED.search(text):
        return list(_words_or_pairs(text.lower()))
    return _runs(text.lower())


def _words_or_pairs(text: str) -> Iterator[str]:
    for word in _runs(_unspaced().sub(r" \g<0> ", text)):
        if len(word) > 2 and _unspaced().match(word):
            yield from map("".join, pairwise(word))
        else:
            yield word


def _runs(text: str) -> list[str]:
    found: list[str] = _word().findall(text.replace("_", " "))
    return found


def _in_language(texts: pa.Table, language: str | None) -> pa.Table:
    column = pc.field("language")
    return texts.filter(column.is_null() if language is None else column == language)


def _ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of several ranges, one after the other."""
    ends = np.cumsum(lengths)
    places: Numbers = np.arange(lengths.sum()) + np.repeat(starts - (ends - lengths), lengths)
    return places


@cache
def _word() -> re.Pattern[str]:
    r"""`\w`, and the marks that it leaves out: vowels of Indic scripts and Thai, points of Arabic and Hebrew.

    Those of the first plane only: with others the pattern would be searched as a list, at six times the cost.
    """
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"[\\w{re.escape(marks)}]+")


@cache
def _unspaced() -> regex.Pattern[str]:
    """Runs of the characters that the macro `unspaced` tells of."""
    import regex  # noqa: PLC0415 - needed only for such texts

    return regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")
