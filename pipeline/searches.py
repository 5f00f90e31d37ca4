"""Read `[[search]]` and `[feeds]` of `sources.toml`: what they may hold, and what is wrong with them where it is.

Pure: takes what TOML gave and where it stands. Runs no search.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline import values as check
from pipeline.errors import SourcesError
from pipeline.model import FeedSettings, SavedSearch
from pipeline.tomllines import TableLines, TomlLines
from pipeline.tomltables import located_tables, table_error, table_values

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
    found = table_values(table, {"base_url": base_url}, where, name, "[feeds]")
    return FeedSettings(found.get("base_url"), _searches(data, lines, name))


def file_name(name: str) -> str:
    """What the files of a saved search, or of one member of a family, are called.

    Letters (of any script), digits, hyphens and underscores stay; the rest becomes hyphens. At most 50 characters,
    because file systems count bytes.
    """
    return re.sub(r"[^\w-]+", "-", name.casefold()).strip("-")[:50].rstrip("-")


def _searches(data: Mapping[str, Any], lines: TomlLines, name: str) -> tuple[SavedSearch, ...]:
    searches: list[SavedSearch] = []
    taken: dict[str, int] = {}
    tables = located_tables(data, lines, name, "search", "a saved search")
    for number, (table, where) in enumerate(tables, start=1):
        label = f'search "{table["name"]}"' if isinstance(table.get("name"), str) else f"search number {number}"
        found = table_values(table, {"name": check.text, "query": query}, where, name, label)
        for key in ("name", "query"):
            if key not in found:
                raise table_error(name, where, key, label, f'key "{key}" is missing')
        file = file_name(found["name"])
        if not file:
            raise table_error(name, where, "name", label, "name: has no letter or digit to name its files by")
        if file in taken:
            raise table_error(name, where, "name", label, f"name is used already, in line {taken[file]}")
        taken[file] = where.keys.get("name", where.start)
        searches.append(SavedSearch(**found))
    return tuple(searches)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
