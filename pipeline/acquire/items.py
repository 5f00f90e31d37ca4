"""Find the documents in folders, files, JSON Lines, WARC files and archives; web sources are found elsewhere.

What is found can be read with `captures.read_capture`. Nothing is held but the current item.
"""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.acquire.bounded import MAX_BYTES
from pipeline.acquire.jsonl import jsonl_items
from pipeline.acquire.names import FileKind, file_kind, is_hidden, source_id_of
from pipeline.errors import InputError
from pipeline.model import Item, Source


def find_items(source: Source, base: Path, limit: int = MAX_BYTES) -> Iterator[Item]:
    """The items of a source that is on disk; `base` is the folder that its location is relative to.

    A missing or unreadable place is an item with a fault, so that other sources go on.
    """
    path = base / source.location
    only: FileKind | None = "jsonl" if source.kind == "jsonl" else "warc" if source.kind == "warc" else None
    if path.is_dir():
        yield from _folder_items(path, source.id, limit, only)
    elif path.exists():
        yield from _file_items(path, f"file:{path.name}", source.id, limit, only or file_kind(path.name))
    else:
        yield Item(source.id, f"file:{source.location}", path, fault=_stat_fault(path))


def find_items_at(paths: Iterable[Path], limit: int = MAX_BYTES, source_id: str | None = None) -> Iterator[Item]:
    """The items at paths given on the spot.

    Where no `source_id` is given, each folder, or a file's parent folder, gives the source its id.

    Raises InputError before anything is read where a path doesn't exist.
    """
    paths = list(paths)
    for path in paths:
        if not os.path.lexists(path):
            raise InputError(f"{path}: no such file or folder")
    return (item for path in paths for item in _path_items(path, limit, source_id or source_id_of(path)))


def _path_items(path: Path, limit: int, source_id: str) -> Iterator[Item]:
    if path.is_dir():
        yield from _folder_items(path, source_id, limit, None)
    else:
        yield from _file_items(path, f"file:{path.name}", source_id, limit, file_kind(path.name))


def _folder_items(root: Path, source_id: str, limit: int, only: FileKind | None) -> Iterator[Item]:
    """A folder's documents and WARC files; its JSON Lines and archives only where it has neither."""
    wanted = {only} if only else {"document", "warc"}
    if not only and not any(_kind(path) in wanted for path, fault in _walk(root) if not fault):
        wanted = {"jsonl", "bundle"}
    for path, fault in _walk(root):
        uri = f"file:{path.relative_to(root).as_posix()}"
        if fault:
            yield Item(source_id, uri, path, fault=fault)
        elif _kind(path) in wanted:
            yield from _file_items(path, uri, source_id, limit, _kind(path))


def _kind(path: Path) -> FileKind:
    return file_kind(path.name)


def _walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Files below a folder, sorted by name at each level, with the reason where a folder can't be listed.

    Hidden names, and what is neither file nor folder, are passed over; links to folders are not followed, because
    they can lead in a circle.
    """
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield folder, f"folder can't be listed: {_words(error)}"
        return
    for entry in entries:
        if is_hidden(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path)):  # noqa: PTH110
            yield Path(entry.path), None


def _file_items(path: Path, uri: str, source_id: str, limit: int, kind: FileKind) -> Iterator[Item]:
    item = Item(source_id, uri, path)
    if kind in {"document", "other"}:
        yield item
        return
    if fault := _stat_fault(path):
        yield replace(item, fault=fault)
        return
    try:
        yield from _container_items(path, item, limit, kind)
    except (OSError, EOFError, zlib.error) as error:
        yield replace(item, fault=f"can't be read to its end: {_words(error)}")


def _container_items(path: Path, item: Item, limit: int, kind: FileKind) -> Iterator[Item]:
    # the readers of containers cost imports that plain folders don't need
    inner = replace(item, path=None, captured_at=datetime.fromtimestamp(path.stat().st_mtime, UTC))
    if kind == "bundle":
        from pipeline.acquire.bundles import bundle_items  # noqa: PLC0415

        yield from bundle_items(path, inner, limit)
        return
    with path.open("rb") as stream:
        if kind == "warc":
            from pipeline.acquire.warcs import warc_items  # noqa: PLC0415

            yield from warc_items(stream, inner, limit)
        elif path.name.lower().endswith(".gz"):
            with gzip.open(stream) as plain:
                yield from jsonl_items(cast("BinaryIO", plain), inner, limit)
        else:
            yield from jsonl_items(stream, inner, limit)


def _stat_fault(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"can't be read: {_words(error)}"
    return None if stat.S_ISREG(mode) else "is neither a file nor a folder"


def _words(error: BaseException) -> str:
    """The reason alone, in lower case; `str` of an OSError has number and path in it as well."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
