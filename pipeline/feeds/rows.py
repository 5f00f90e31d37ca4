"""The rows of a feed, and of each member of its family. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.feeds.texts import json_text, plain_value


@dataclass(frozen=True)
class Rows:
    """What a query gave."""

    table: pa.Table
    types: tuple[str, ...]  # as DuckDB names them, a column each

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(self.table.column_names)

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def plain(self) -> list[tuple[Any, ...]]:
        """The rows, in values as JSON has them."""
        columns = [[plain_value(each) for each in column.to_pylist()] for column in self.table.columns]
        return list(zip(*columns, strict=True)) if columns else []

    @cached_property
    def lines(self) -> list[str]:
        """Each row as JSON: for JSON Lines, and to see whether something changed."""
        names = self.columns
        return [json_text(dict(zip(names, row, strict=True))) for row in self.plain]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows by column, with the values that Python has for them."""
        yield from self.table.to_pylist()

    def members(self, parameters: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Rows]]:
        """The rows of each value (or values) of these columns, in their order; null makes no member."""
        if not parameters:
            yield (), self
            return
        keys = list(zip(*(self._texts(name) for name in parameters), strict=True))
        places: dict[tuple[str, ...], list[int]] = {}
        for place, key in enumerate(keys):
            if None not in key:
                places.setdefault(tuple(map(str, key)), []).append(place)
        for key in sorted(places):
            yield key, Rows(self.table.take(pa.array(places[key], pa.int64())), self.types)

    def _texts(self, name: str) -> list[str | None]:
        texts: list[str | None] = pc.cast(self.table[name], pa.string()).to_pylist()
        return texts
