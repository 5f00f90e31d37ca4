"""Say on which line each key of an array of tables stands, which `tomllib` does not tell.

Reads text that `tomllib` has already accepted; it is not a TOML parser and judges nothing.
Grammar: TOML 1.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"(\[\[?)\s*([^\[\]]+?)\s*\]\]?")
_KEY = re.compile(r"""((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""+|'
    r"'''.*?'''+|"
    r'"(?:\\.|[^"\\\n])*"|'
    r"'[^'\n]*'",
    re.DOTALL,
)


@dataclass(slots=True)
class TableLines:
    """Where one table starts, and where each of its keys stands (lines count from 1)."""

    start: int
    keys: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class TomlLines:
    """The lines of a document: top-level keys and tables, keys of plain tables, arrays of tables in order."""

    top: dict[str, int] = field(default_factory=dict)
    plain: dict[str, dict[str, int]] = field(default_factory=dict)
    tables: dict[str, list[TableLines]] = field(default_factory=dict)


def lines_of(text: str) -> TomlLines:
    """Find the line of every key of a valid TOML document."""
    found = TomlLines()
    current: dict[str, int] = found.top
    position = 0
    while (position := _next_statement(text, position)) < len(text):
        line = text.count("\n", 0, position) + 1
        if header := _HEADER.match(text, position):
            current = _enter(found, header[2], is_array=header[1] == "[[", line=line)
            position = header.end()
        elif key := _KEY.match(text, position):
            current.setdefault(_first_part(key[1]), line)
            position = _end_of_value(text, key.end())
        else:
            position += 1
    return found


def _enter(found: TomlLines, name: str, *, is_array: bool, line: int) -> dict[str, int]:
    """Begin a table; `[source.x]` below `[[source]]` is that table's key `x`."""
    first = _first_part(name)
    if is_array and first == name.strip("\"'"):
        found.tables.setdefault(first, []).append(TableLines(line))
        return found.tables[first][-1].keys
    if first in found.tables:
        found.tables[first][-1].keys.setdefault(_first_part(name.split(".", 1)[-1]), line)
        return {}
    found.top.setdefault(first, line)
    return found.plain.setdefault(first, {})


def _first_part(name: str) -> str:
    if name[0] in "\"'":
        return name[1 : name.index(name[0], 1)]
    return name.split(".", 1)[0].strip()


def _next_statement(text: str, position: int) -> int:
    """Skip white space and comments."""
    while position < len(text):
        if text[position] == "#":
            position = _end_of_line(text, position)
        elif text[position].isspace():
            position += 1
        else:
            break
    return position


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _end_of_value(text: str, position: int) -> int:
    """Skip a value: to the end of its line, or past it while a string, array or table is open."""
    depth = 0
    while position < len(text):
        if string := _STRING.match(text, position):
            position = string.end()
            continue
        character = text[position]
        if character == "#":
            position = _end_of_line(text, position)
            continue
        if character == "\n" and depth <= 0:
            return position
        depth += (character in "[{") - (character in "]}")
        position += 1
    return position
