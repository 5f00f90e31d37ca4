"""Read `[[search]]` and `[feeds]` of `sources.toml`: what they may hold, and what is wrong with them where it is.

Pure: takes what TOML gave and where it stands. Runs no search.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline import values as check
from pipeline.errors import SourcesError
from pipeline.model import FeedSettings, SavedSearch
from pipeline.tomllines import TableLines, TomlLines

_ITEM = re.compile(r'-?(?:[a-zA-Z]+:)?"[^"]*"|[^\s"]+')  # as the macro `matching` takes a query apart
_DAY = re.compile(r"(?i)-?(after|before):(.*)")
_LIMITING = re.compile(r"(?i)(?:lang|language|source|after|before):")


def query(value: Any) -> str:
    """What `newsmill search` understands, with something to look for in it."""
    said = " ".join(check.text(value).split())
    items = _ITEM.findall(said)
    for item in items:
        day = _DAY.fullmatch(item)
        if day and not _is_day(day[2].strip('"')):
            raise ValueError(f'"{item}" has no day such as 2024-06-01')
    sought = [item for item in items if not item.startswith("-") and not _LIMITING.match(item)]
    if not any(character.isalnum() for item in sought for character in item):
        raise ValueError(f'"{said}" names no word to look for')
    return said


def base_url(value: Any) -> str:
    """The address of a folder on the web."""
    return check.web_address(value).rstrip("/") + "/"


def feed_settings(data: Mapping[str, Any], lines: TomlLines, name: str) -> FeedSettings:
    """What the file says of feeds; raises SourcesError with file, line and key."""
    table = data.get("feeds", {})
    if not isinstance(table, dict):
        line = lines.tables["feeds"][0].start if "feeds" in lines.tables else lines.top.get("feeds", 1)
        raise SourcesError(f"{name}:{line}: settings of feeds are a table [feeds]")
    where = TableLines(lines.top.get("feeds", 1), lines.plain.get("feeds", {}))
    found = _values(table, {"base_url": base_url}, where, name, "[feeds]")
    return FeedSettings(found.get("base_url"), _searches(data, lines, name))


def file_name(name: str) -> str:
    """What the files of a saved search, or of one member of a family, are called.

    Letters (of any script), digits, hyphens and underscores stay; the rest becomes hyphens. At most 50 characters,
    because file systems count bytes.
    """
    return re.sub(r"[^\w-]+", "-", name.casefold()).strip("-")[:50].rstrip("-")


def _searches(data: Mapping[str, Any], lines: TomlLines, name: str) -> tuple[SavedSearch, ...]:
    tables = data.get("search", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = lines.top.get("search", 1)
        raise SourcesError(f"{name}:{line}: a saved search is a table [[search]], with two brackets")
    located = lines.tables.get("search", [])
    if len(located) != len(tables):  # search = [{…}, …]
        located = [TableLines(lines.top.get("search", 1)) for _ in tables]
    searches: list[SavedSearch] = []
    taken: dict[str, int] = {}
    for number, (table, where) in enumerate(zip(tables, located, strict=True), start=1):
        label = f'search "{table["name"]}"' if isinstance(table.get("name"), str) else f"search number {number}"
        found = _values(table, {"name": check.text, "query": query}, where, name, label)
        for key in ("name", "query"):
            if key not in found:
                raise _error(name, where, key, label, f'key "{key}" is missing')
        file = file_name(found["name"])
        if not file:
            raise _error(name, where, "name", label, "name: has no letter or digit to name its files by")
        if file in taken:
            raise _error(name, where, "name", label, f"name is used already, in line {taken[file]}")
        taken[file] = where.keys.get("name", where.start)
        searches.append(SavedSearch(**found))
    return tuple(searches)


def _values(
    table: Mapping[str, Any], keys: Mapping[str, check.Check], where: TableLines, name: str, label: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, raw in table.items():
        if key not in keys:
            close = difflib.get_close_matches(key.lower(), keys, n=1, cutoff=0.6)
            hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(keys)}"
            raise _error(name, where, key, label, f'unknown key "{key}" ({hint})')
        try:
            found[key] = keys[key](raw)
        except ValueError as error:
            raise _error(name, where, key, label, f"{key}: {error}") from error
    return found


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _error(name: str, where: TableLines, key: str, label: str, problem: str) -> SourcesError:
    return SourcesError(f"{name}:{where.keys.get(key, where.start)}: {label}: {problem}")
