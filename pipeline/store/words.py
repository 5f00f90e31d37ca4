"""Split texts into the words that the search index counts. Pure.

The same words as the macro `search_tokens` finds in a query, a third of the time: most of indexing is this.
Scripts without spaces are left to SQL, which hands their texts over as pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

_FIELD_WEIGHTS = (5, 2, 1)  # title, lead, body: a title says in eight words what the text says in hundreds


class Occurrences:
    """Every word of some texts, by number: which text it stands in, and how much that counts."""

    def __init__(self) -> None:
        numbers = count()
        self.forms: defaultdict[str | None, dict[str, int]] = defaultdict(lambda: _Numbered(numbers))
        self.docs = array("I")
        self.words = array("I")
        self.weights = array("B")

    def add(self, doc: int, language: str | None, fields: Iterable[str | None]) -> None:
        """Take the title, lead and body of one text."""
        number_of = self.forms[language].__getitem__
        for text, weight in zip(fields, _FIELD_WEIGHTS, strict=True):
            if text:
                found = array("I", map(number_of, words_of(text)))
                self.words.extend(found)
                self.docs.extend(array("I", (doc,)) * len(found))
                self.weights.extend(array("B", (weight,)) * len(found))


class _Numbered(dict[str, int]):
    """Gives each new key the next number."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers

    def __missing__(self, key: str) -> int:
        number = self[key] = next(self._numbers)
        return number


def words_of(text: str) -> list[str]:
    """Runs of letters, marks and digits, in lower case."""
    found: list[str] = _word().findall(text.lower().replace("_", " "))
    return found


@cache
def _word() -> re.Pattern[str]:
    r"""`\w`, and the marks that it leaves out: vowels of Indic scripts and Thai, points of Arabic and Hebrew.

    Those of the first plane only: with others the pattern would be searched as a list, at six times the cost.
    """
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"[\\w{re.escape(marks)}]+")
