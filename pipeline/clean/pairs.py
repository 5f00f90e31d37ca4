"""A table from pairs of words to numbers, of which a text needs a small part: it stays packed until asked for.

Tens of thousands of first words lie in it as bytes, which costs little to load and nothing to keep; a word's own
table is unpacked when the word first turns up. Knows neither lines nor patterns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
ANY = "{any}"  # stands for whatever word comes second


class PairTable:
    """Numbers by a word and the one after it, which is empty for none and `ANY` for any."""

    __slots__ = ("_packed", "_unpacked")

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed
        self._unpacked: dict[str, dict[str, str]] = {}

    @classmethod
    def of(cls, pairs: Iterable[Iterable[tuple[str, str]]]) -> PairTable:
        """The table of the pairs that belong to number 0, to number 1, and so on."""
        tables: dict[str, dict[str, str]] = {}
        for number, (first, second) in ((at, pair) for at, its in enumerate(pairs) for pair in its):
            table = tables.setdefault(first, {})
            table[second] = f"{table.get(second, '')} {number}"
        packed = {first: _ENCODER.encode(table).encode() for first, table in tables.items()}
        one_of_each = {table: table for table in packed.values()}  # the words of a choice share theirs
        return cls({first: one_of_each[table] for first, table in packed.items()})

    def __reduce__(self) -> tuple[type[PairTable], tuple[Mapping[str, bytes]]]:
        return PairTable, (self._packed,)  # what has been unpacked is not kept

    def find(self, first: str, second: str) -> list[int]:
        """The numbers of this pair, and of `first` with any word after it; each in ascending order."""
        if first not in self._packed:
            return []
        table = self._unpacked.get(first)
        if table is None:
            table = self._unpacked[first] = json.loads(self._packed[first])
        return [*map(int, table.get(second, "").split()), *map(int, table.get(ANY, "").split())]
