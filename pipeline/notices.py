"""Read `[[notify]]` of `sources.toml`: what it may hold, and what is wrong with it where it is.

Pure: takes what TOML gave and where it stands. Tells nobody anything.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any

from pipeline import values as check
from pipeline.model import Notification
from pipeline.tomllines import TomlLines
from pipeline.tomltables import located_tables, table_error, table_values


def arguments(value: Any) -> tuple[str, ...]:
    """A program and its arguments: a list, because no shell takes a line apart."""
    if isinstance(value, str):
        raise ValueError(  # noqa: TRY004 - as all checks of values do
            'is a list such as ["/usr/local/bin/tell", "--desk"], because no shell runs it'
        )
    found = check.texts(value)
    if not found:
        raise ValueError("is empty")
    if any("\0" in each for each in found):
        raise ValueError("may not have a NUL character in it")
    return found


_KEYS: dict[str, check.Check] = {
    "name": check.text,
    "search": check.text,
    "check": check.text,
    "webhook": check.web_address,
    "command": arguments,
    "allow_addresses": check.networks,
    "enabled": check.switch,
}


def notifications(
    data: Mapping[str, Any], lines: TomlLines, name: str, searches: Collection[str]
) -> tuple[Notification, ...]:
    """Who is told of what, in the order of the file.

    `searches`: the names of its saved searches. Raises SourcesError with file, line and key.
    """
    found: dict[str, Notification] = {}
    tables = located_tables(data, lines, name, "notify", "a notification")
    for number, (table, where) in enumerate(tables, start=1):
        label = f'notify "{table["name"]}"' if isinstance(table.get("name"), str) else f"notify number {number}"
        made = table_values(table, _KEYS, where, name, label)
        if problem := _problem(made, searches):
            raise table_error(name, where, problem[0], label, problem[1])
        if made["name"] in found:
            line = found[made["name"]].line
            raise table_error(name, where, "name", label, f"name is used already, in line {line}")
        found[made["name"]] = Notification(**made, line=where.keys.get("name", where.start))
    return tuple(found.values())


def _problem(table: Mapping[str, Any], searches: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with keys taken together: which key, and what."""
    if "name" not in table:
        return "name", 'key "name" is missing'
    for one, other in (("search", "check"), ("webhook", "command")):
        if one in table and other in table:
            return other, f'has both "{one}" and "{other}"; give one of them'
        if one not in table and other not in table:
            return one, f'key "{one}" or "{other}" is missing'
    if "search" in table and table["search"] not in searches:
        close = difflib.get_close_matches(table["search"], searches, n=1, cutoff=0.5)
        hint = f'did you mean "{close[0]}"?' if close else f"there are: {', '.join(searches) or 'none'}"
        return "search", f'search: the file has no saved search "{table["search"]}" ({hint})'
    if "allow_addresses" in table and "webhook" not in table:
        return "allow_addresses", 'allow_addresses: goes with "webhook"'
    return None
