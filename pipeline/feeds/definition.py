"""Read what one file of `sql/feeds/` says: its header, and that a query follows. Runs nothing.

    -- title: Latest articles of {source_id}
    -- description: The newest fifty of each source.
    -- grain: one row per article
    -- formats: parquet, csv, json, jsonl, atom, rss, jsonfeed, ninjs
    -- parameters: source_id

    select … from feed_entries …

The header is the comment that the file begins with, up to an empty line or the query; a line in it without a key
goes on with the value above.
`parameters` make a family, a member of it a set of files: `source_id` (a column of the rows) makes one of each of
its values, `search` one of each saved search, whose words are `getvariable('search')`. In title and description
`{source_id}`, or another column in braces, stands for its value in the member's first row. `getvariable('now')` is
when the newest article was first seen: with it a query for the last days gives the same rows for the same file.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FeedsError

TABULAR = ("parquet", "csv", "json", "jsonl")
FOR_READERS = ("atom", "rss", "jsonfeed", "ninjs")
FORMATS = (*TABULAR, *FOR_READERS)
ENDINGS = {
    "parquet": ".parquet",
    "csv": ".csv",
    "json": ".json",
    "jsonl": ".jsonl",
    "atom": ".atom",
    "rss": ".rss",
    "jsonfeed": ".feed.json",
    "ninjs": ".ninjs.json",
}
SEARCH = "search"  # the parameter that stands for the saved searches

_REQUIRED = ("title", "description", "grain", "formats")
_KEYS = (*_REQUIRED, "parameters")
_LINE = re.compile(r"--\s*([A-Za-z_-]+)\s*:\s*(.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,49}")
_COLUMN = re.compile(r"[a-z_][a-z0-9_]*")
_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as its file defines it."""

    name: str
    path: Path
    title: str
    description: str
    grain: str
    formats: tuple[str, ...]
    parameters: tuple[str, ...]
    text: str  # the whole file: lines that DuckDB counts are lines of the file
    lines: dict[str, int]  # where each key of the header stands, and "query"

    def error(self, problem: str, key: str = "query") -> FeedsError:
        """What is wrong with it, with file and line."""
        return FeedsError(f"{self.path}:{self.lines.get(key, 1)}: {problem}")

    def titled(self, title: str, values: dict[str, str]) -> str:
        """A title or description with the values of a member's rows in their places; raises FeedsError."""

        def value(place: re.Match[str]) -> str:
            if place[1] not in values:
                raise self.error(f"{place[0]} is neither a parameter nor a column of the rows", "title")
            return values[place[1]]

        return _PLACE.sub(value, title)


def parse(path: Path, text: str) -> Feed:
    """A feed out of the text of its file; raises FeedsError with file and line."""
    if not _NAME.fullmatch(path.stem):
        raise FeedsError(f"{path}:1: a feed's name has lower-case letters, digits and _ (at most 50)")
    values, lines = _header(path, text)
    for key in _REQUIRED:
        if not values.get(key):
            raise FeedsError(f'{path}:{lines.get(key, 1)}: the header lacks "{key}"')
    feed = Feed(
        path.stem,
        path,
        values["title"],
        values["description"],
        values["grain"],
        _words(values["formats"]),
        _words(values.get("parameters", "")),
        text,
        lines,
    )
    _check(feed)
    return feed


def _header(path: Path, text: str) -> tuple[dict[str, str], dict[str, int]]:
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    key, ended = None, False
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            key, ended = None, bool(values)
            continue
        if not line.startswith("--"):
            lines["query"] = number
            return values, lines
        if ended:
            continue
        if found := _LINE.fullmatch(line):
            key = _known(path, number, found[1].lower(), lines)
            values[key], lines[key] = found[2].strip(), number
        elif key and (more := line.lstrip("-").strip()):
            values[key] = f"{values[key]} {more}".strip()
    raise FeedsError(f"{path}:{max(1, len(text.splitlines()))}: there is no query")


def _known(path: Path, number: int, key: str, lines: dict[str, int]) -> str:
    if key not in _KEYS:
        close = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.6)
        hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(_KEYS)}"
        raise FeedsError(f'{path}:{number}: unknown key "{key}" in the header ({hint})')
    if key in lines:
        raise FeedsError(f'{path}:{number}: "{key}" stands in line {lines[key]} already')
    return key


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in re.split(r"[,\s]+", text) if word))


def _check(feed: Feed) -> None:
    for name in feed.formats:
        if name not in FORMATS:
            close = difflib.get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.5)
            hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(FORMATS)}"
            raise feed.error(f'unknown format "{name}" ({hint})', "formats")
    for name in feed.parameters:
        if not _COLUMN.fullmatch(name):
            raise feed.error(f'parameter "{name}" is no name of a column, nor "{SEARCH}"', "parameters")
    for key, said in (("title", feed.title), ("description", feed.description)):
        for place in _PLACE.findall(said):
            if not feed.parameters:
                raise feed.error(f"{{{place}}} stands for nothing: the feed has no parameters", key)
