"""Read `sources.toml` into values of the model, and say exactly what is wrong with it where it is.

Decides from the file alone: it opens no source, resolves no name, and does not look whether a folder exists
(a drive that is not mounted today must not stop the other sources).
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import values as check
from pipeline.errors import SourcesError
from pipeline.model import FeedSettings, Notification, Source
from pipeline.notices import notifications
from pipeline.searches import feed_settings
from pipeline.tomllines import TableLines, TomlLines, lines_of

PATH_KINDS = ("folder", "file", "jsonl", "warc")
URL_KINDS = ("feed", "sitemap", "page")

_TABLES = ("source", "search", "feeds", "notify")
_PLURALS = {
    "sources": "each source is a table [[source]]",
    "searches": "each saved search is a table [[search]]",
    "feed": 'did you mean "feeds"?',
    "notification": "each notification is a table [[notify]]",
    "notifications": "each notification is a table [[notify]]",
}

# key in sources.toml -> (attribute of Source, check and conversion)
_KEYS: dict[str, tuple[str, check.Check]] = {
    "id": ("id", check.identifier),
    "name": ("name", check.text),
    "kind": ("kind", check.one_of(*PATH_KINDS, *URL_KINDS)),
    "path": ("location", check.text),
    "url": ("location", check.web_address),
    "language": ("language", check.language),
    "country": ("country", check.country),
    "timezone": ("timezone", check.timezone),
    "enabled": ("enabled", check.switch),
    "schedule": ("schedule", check.schedule),
    "requests_per_minute": ("requests_per_minute", check.rate),
    "user_agent": ("user_agent", check.header_value),
    "allow_addresses": ("allow_addresses", check.networks),
    "include": ("include", check.texts),
    "exclude": ("exclude", check.texts),
    "keep_selectors": ("keep_selectors", check.selectors),
    "remove_selectors": ("remove_selectors", check.selectors),
    "rules_on": ("rules_on", check.texts),
    "rules_off": ("rules_off", check.texts),
    "robots": ("robots", check.one_of("obey", "strict")),
    "tdm": ("tdm", check.one_of("record", "obey")),
    "category": ("category", check.texts),
    "opml": ("opml", check.pairs),
}


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources that a `sources.toml` names, in its order, enabled or not.

    Raises SourcesError where the file can't be read or used: one line that names file, line, source and key.
    """
    return parse_sources(_text(path), str(path))


def read_feed_settings(path: Path) -> FeedSettings:
    """What a `sources.toml` says of feeds: saved searches, and where the feeds are served.

    Raises SourcesError as `read_sources` does.
    """
    data, lines = _parsed(_text(path), str(path))
    return feed_settings(data, lines, str(path))


def read_notifications(path: Path) -> tuple[Notification, ...]:
    """Who a `sources.toml` says is to be told of new rows, those that are switched off among them.

    Raises SourcesError as `read_sources` does.
    """
    data, lines = _parsed(_text(path), str(path))
    return _notifications(data, lines, str(path))


def _notifications(data: Mapping[str, Any], lines: TomlLines, name: str) -> tuple[Notification, ...]:
    searches = feed_settings(data, lines, name).searches
    return notifications(data, lines, name, [search.name for search in searches])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourcesError(f"{path}: not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SourcesError(f"{path}: can't be read: {reason}") from error


def parse_sources(text: str, name: str = "sources.toml") -> tuple[Source, ...]:
    """The sources that the text of a `sources.toml` names; `name` is what errors call it.

    Raises SourcesError as `read_sources` does.
    """
    data, lines = _parsed(text, name)
    _notifications(data, lines, name)  # so that every reader of the file says what is wrong with it
    tables = _tables(data, lines, name)
    located = _locate(tables, lines)
    sources: list[Source] = []
    first_line: dict[str, int] = {}
    for number, (table, where) in enumerate(zip(tables, located, strict=True), start=1):
        source = _source(table, where, name, number)
        if source.id in first_line:
            raise _error(name, where, "id", source.id, f"id is used already, in line {first_line[source.id]}")
        first_line[source.id] = where.keys.get("id", where.start)
        sources.append(source)
    return tuple(sources)


def _parsed(text: str, name: str) -> tuple[dict[str, Any], TomlLines]:
    text = text.replace("\r\n", "\n")
    try:
        return tomllib.loads(text), lines_of(text)
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(_syntax_message(name, str(error), text)) from error


def _syntax_message(name: str, message: str, text: str) -> str:
    """The messages of tomllib end with "(at line 3, column 7)" or "(at end of document)"."""
    what, _, place = message.rpartition(" (at ")
    line = place.split(",")[0].removeprefix("line ").rstrip(")")
    number = int(line) if line.isdigit() else text.count("\n") + 1
    return f"{name}:{number}: not valid TOML: {(what or message)[0].lower()}{(what or message)[1:]}"


def _tables(data: Mapping[str, Any], lines: TomlLines, name: str) -> list[dict[str, Any]]:
    for key in data:
        if key not in _TABLES:
            line = lines.tables[key][0].start if key in lines.tables else lines.top.get(key, 1)
            hint = (
                _PLURALS.get(key)
                or _hint(key, _TABLES)
                or "there are [[source]], [[search]], [[notify]] and [feeds]"
            )
            raise SourcesError(f'{name}:{line}: unknown table or key "{key}" ({hint})')
    tables = data.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = lines.top.get("source", 1)
        raise SourcesError(f"{name}:{line}: a source is written as a table [[source]], with two brackets")
    return tables


def _locate(tables: list[dict[str, Any]], lines: TomlLines) -> list[TableLines]:
    """Each table's lines; those of `source = [{…}, …]` all stand where that key stands."""
    located = lines.tables.get("source", [])
    if len(located) != len(tables):
        return [TableLines(lines.top.get("source", 1)) for _ in tables]
    return located


def _source(table: Mapping[str, Any], where: TableLines, name: str, number: int) -> Source:
    label = table["id"] if isinstance(table.get("id"), str) else f"number {number}"
    values: dict[str, Any] = {}
    for key, raw in table.items():
        if key not in _KEYS:
            hint = _hint(key, tuple(_KEYS))
            raise _error(name, where, key, label, f'unknown key "{key}"' + (f" ({hint})" if hint else ""))
        attribute, convert = _KEYS[key]
        try:
            values[attribute] = convert(raw)
        except ValueError as error:
            raise _error(name, where, key, label, f"{key}: {error}") from error
    if problem := _problem(table):
        raise _error(name, where, problem[0], label, problem[1])
    values.setdefault("name", values["id"])
    values.setdefault("kind", _kind_of_path(values["location"]))
    return Source(**values)


def _problem(table: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with keys taken together: which key, and what."""
    if "id" not in table:
        return "id", 'key "id" is missing'
    if "path" in table and "url" in table:
        return "url", 'has both "path" and "url"; give one of them'
    if "path" not in table and "url" not in table:
        return "kind", 'key "path" (of files) or "url" (of a feed, sitemap or page) is missing'
    kinds = URL_KINDS if "url" in table else PATH_KINDS
    if "url" in table and "kind" not in table:
        return "url", f'key "kind" is missing: one of {", ".join(kinds)}'
    if "kind" in table and table["kind"] not in kinds:
        other = "path" if "url" in table else "url"
        return "kind", f'kind: "{table["kind"]}" goes with "{other}"'
    return None


def _kind_of_path(location: str) -> str:
    name = location.lower().removesuffix(".gz")
    if name.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if name.endswith(".warc"):
        return "warc"
    if name.endswith((".txt", ".text", ".html", ".htm", ".xhtml", ".zip", ".tar", ".tgz")):
        return "file"
    return "folder"


def _hint(word: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else ""


def _error(name: str, where: TableLines, key: str, label: str, problem: str) -> SourcesError:
    return SourcesError(f'{name}:{where.keys.get(key, where.start)}: source "{label}": {problem}')
