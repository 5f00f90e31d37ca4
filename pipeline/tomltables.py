"""Check the keys and values of one table of `sources.toml`, and say where what is wrong with it.

Pure; knows no table in particular.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline import values as check
from pipeline.errors import SourcesError
from pipeline.tomllines import TableLines, TomlLines


def table_values(
    table: Mapping[str, Any], keys: Mapping[str, check.Check], where: TableLines, name: str, label: str
) -> dict[str, Any]:
    """The values of a table, converted; raises SourcesError with file, line and key."""
    found: dict[str, Any] = {}
    for key, raw in table.items():
        if key not in keys:
            close = difflib.get_close_matches(key.lower(), keys, n=1, cutoff=0.6)
            hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(keys)}"
            raise table_error(name, where, key, label, f'unknown key "{key}" ({hint})')
        try:
            found[key] = keys[key](raw)
        except ValueError as error:
            raise table_error(name, where, key, label, f"{key}: {error}") from error
    return found


def located_tables(
    data: Mapping[str, Any], lines: TomlLines, name: str, key: str, what: str
) -> Iterable[tuple[Mapping[str, Any], TableLines]]:
    """The tables `[[key]]` with their lines; raises SourcesError where they are something else."""
    tables = data.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = lines.top.get(key, 1)
        raise SourcesError(f"{name}:{line}: {what} is a table [[{key}]], with two brackets")
    located = lines.tables.get(key, [])
    if len(located) != len(tables):  # key = [{…}, …]
        located = [TableLines(lines.top.get(key, 1)) for _ in tables]
    return zip(tables, located, strict=True)


def table_error(name: str, where: TableLines, key: str, label: str, problem: str) -> SourcesError:
    """What is wrong with one key of a table."""
    return SourcesError(f"{name}:{where.keys.get(key, where.start)}: {label}: {problem}")
