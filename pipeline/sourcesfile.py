"""Add, remove and switch entries of `sources.toml`, leaving everything else in it as its owner wrote it.

The new text is validated before it replaces the old file, so a mistake changes nothing.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, Table

from pipeline.errors import SourcesError
from pipeline.model import Source
from pipeline.settings import URL_KINDS, parse_sources, read_sources
from pipeline.tomllines import lines_of

PUBLIC_FEEDS = "public-feeds.toml"

_PLAIN_KEYS = """
language country timezone schedule requests_per_minute user_agent allow_addresses include exclude keep_selectors
remove_selectors rules_on rules_off category
"""


def public_feeds() -> tuple[Source, ...]:
    """The list of public feeds that ships with newsmill, all disabled."""
    package = Path(__file__).resolve().parent
    places = (package / "_seeds", package.parent / "seeds")  # in a wheel, and in a source checkout
    return next((read_sources(place / PUBLIC_FEEDS) for place in places if (place / PUBLIC_FEEDS).is_file()), ())


def add_sources(path: Path, sources: Iterable[Source], comment: str | None = None) -> None:
    """Append entries, each below `comment`; the file is made where there is none.

    Raises SourcesError where an id is used already or the file can't be read, used or written.
    """
    text = _read(path) if path.exists() else ""
    parts = [text.rstrip("\n")] if text.strip() else []
    parts += [entry(source, comment) for source in sources]
    _write(path, "\n\n".join(parts) + "\n")


def remove_source(path: Path, source_id: str) -> None:
    """Take an entry out, with the comment right above it; raises SourcesError where it is not there, or as above.

    A comment with which the file begins is about the file, and stays.
    """
    text = _read(path)
    document = tomlkit.parse(text)
    table = _find(document, path, source_id)
    entries = document["source"]
    assert isinstance(entries, AoT | Array)
    if isinstance(entries, Array):  # source = [{…}, …]
        entries.remove(table)
        _write(path, tomlkit.dumps(document))
        return
    found = lines_of(text)
    start = found.tables["source"][list(entries).index(table)].start
    others = [*found.top.values(), *(where.start for tables in found.tables.values() for where in tables)]
    following = min((line for line in others if line > start), default=None)
    lines = text.splitlines(keepends=True)
    begin = _with_comment(lines, start)
    end = _with_comment(lines, following) if following else len(lines)
    kept = "".join(lines[:begin] + lines[end:])
    _write(path, kept.rstrip("\n") + "\n" if kept.strip() else "")


def _with_comment(lines: Sequence[str], start: int) -> int:
    """Where an entry begins, counted from 0, with the comment above it; `start` is its line, counted from 1."""
    begin = start - 1
    while begin > 0 and lines[begin - 1].lstrip().startswith("#"):
        begin -= 1
    return begin if begin > 0 else start - 1


def enable_source(path: Path, source_id: str, enabled: bool) -> None:
    """Switch an entry on or off; raises SourcesError as `remove_source`."""
    document = tomlkit.parse(_read(path))
    _find(document, path, source_id)["enabled"] = enabled
    _write(path, tomlkit.dumps(document))


def entry(source: Source, comment: str | None = None) -> str:
    """A source as the text of its entry, with what differs from the defaults."""
    table = tomlkit.table()
    values: dict[str, Any] = {"id": source.id, "name": source.name, "kind": source.kind}
    values["url" if source.kind in URL_KINDS else "path"] = source.location
    values |= {name: value for name in _PLAIN_KEYS.split() if (value := getattr(source, name))}
    if not source.enabled:
        values["enabled"] = False
    values |= {"robots": source.robots} if source.robots != "obey" else {}
    values |= {"tdm": source.tdm} if source.tdm != "record" else {}
    for name, value in values.items():
        table[name] = list(value) if isinstance(value, tuple) else value
    if source.opml:
        kept = tomlkit.inline_table()
        kept.update(dict(source.opml))
        table["opml"] = kept
    array = tomlkit.aot()
    array.append(table)
    document = tomlkit.document()
    document["source"] = array
    lines = "".join(f"# {line}\n" for line in (comment or "").splitlines())
    return lines + tomlkit.dumps(document).strip()


def _find(document: tomlkit.TOMLDocument, path: Path, source_id: str) -> Table:
    entries = document.get("source", [])
    for table in entries:
        if table.get("id") == source_id:
            return table  # type: ignore[no-any-return]
    known = ", ".join(str(table.get("id")) for table in entries) or "none"
    raise SourcesError(f'{path}: there is no source "{source_id}" (there are: {known})')


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourcesError(f"{path}: can't be read: {error}") from error
    parse_sources(text, str(path))
    return text


def _write(path: Path, text: str) -> None:
    """Replace the file at once, so that a reader sees the old or the new one."""
    parse_sources(text, str(path))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            Path(name).chmod(path.stat().st_mode & 0o777)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise SourcesError(f"{path}: can't be written: {(error.strerror or str(error)).lower()}") from error
