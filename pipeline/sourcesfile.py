"""Add, remove and switch entries of `sources.toml`, leaving everything else in it as its owner wrote it.

The new text is validated before it replaces the old file, so a mistake changes nothing.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from pipeline.errors import SourcesError
from pipeline.model import Source
from pipeline.settings import URL_KINDS, parse_sources

_PLAIN_KEYS = """
language country timezone schedule requests_per_minute user_agent allow_addresses include exclude keep_selectors
remove_selectors rules_on rules_off category
"""


def add_sources(path: Path, sources: Iterable[Source], comment: str | None = None) -> None:
    """Append entries, each below `comment`; the file is made where there is none.

    Raises SourcesError where an id is used already or the file can't be read, used or written.
    """
    text = _read(path) if path.exists() else ""
    parts = [text.rstrip("\n")] if text.strip() else []
    parts += [entry(source, comment) for source in sources]
    _write(path, "\n\n".join(parts) + "\n")


def remove_source(path: Path, source_id: str) -> None:
    """Take an entry out; raises SourcesError where there is none of that id, or as `add_sources`."""
    document = tomlkit.parse(_read(path))
    table = _find(document, path, source_id)
    entries = document["source"]
    assert isinstance(entries, AoT)
    entries.remove(table)
    if not entries:
        del document["source"]
    _write(path, tomlkit.dumps(document))


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
