"""Documents out of ZIP and TAR files given on the spot, member by member; nothing is unpacked to disk.

Member names are only identities here, so a path such as ../../x in an archive can do nothing.
"""

from __future__ import annotations

import gzip
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, cast

from pipeline.acquire.bounded import MAX_BYTES, BrokenGzipError, TooLargeError, gunzip_bounded, read_bounded
from pipeline.acquire.jsonl import jsonl_items
from pipeline.acquire.names import file_kind, is_hidden
from pipeline.acquire.warcs import warc_items
from pipeline.model import Item

Opener = Callable[[], IO[bytes] | None]


def bundle_items(path: Path, template: Item, limit: int = MAX_BYTES) -> Iterator[Item]:
    """One item a document of an archive file, as copies of `template`; the members' uris are `…!/member`."""
    members = _zip_members if path.name.lower().endswith(".zip") else _tar_members
    try:
        has_documents = any(file_kind(name) in {"document", "warc"} for name, _, _ in members(path))
        for name, modified, opener in members(path):
            kind = file_kind(name)
            if kind in {"document", "warc"} or (kind == "jsonl" and not has_documents):
                item = replace(template, uri=f"{template.uri}!/{name}", captured_at=modified)
                yield from _member_items(name, opener, item, limit)
    except (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error, RuntimeError) as error:
        yield replace(template, fault=f"archive is damaged or of an unknown form: {error}")


def _member_items(name: str, opener: Opener, item: Item, limit: int) -> Iterator[Item]:
    kind = file_kind(name)
    try:
        stream = opener()
    except RuntimeError as error:  # zipfile's answer to a member that needs a password
        yield replace(item, fault=f"member can't be read: {error}")
        return
    if stream is None:
        return
    with stream:
        binary = cast("BinaryIO", stream)
        if kind == "warc":
            yield from warc_items(binary, item, limit)
        elif kind == "jsonl":
            yield from jsonl_items(_plain(binary, name), item, limit)
        else:
            yield _document(binary, name, item, limit)


def _document(stream: BinaryIO, name: str, item: Item, limit: int) -> Item:
    read = gunzip_bounded if name.lower().endswith(".gz") else read_bounded
    try:
        return replace(item, payload=read(stream, limit))
    except TooLargeError:
        return replace(item, fault=f"larger than {limit / 1e6:g} MB")
    except BrokenGzipError as error:
        return replace(item, fault=f"broken gzip data: {error}")


def _plain(stream: BinaryIO, name: str) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream)) if name.lower().endswith(".gz") else stream


def _zip_members(path: Path) -> Iterator[tuple[str, datetime | None, Opener]]:
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename.split("/")):
            if not info.is_dir() and _is_wanted(info.filename):
                yield info.filename, _zip_date(info), lambda info=info: archive.open(info)  # type: ignore[misc]


def _zip_date(info: zipfile.ZipInfo) -> datetime | None:
    """ZIP stores local time without saying where; it is taken as UTC, and only where it is a possible date."""
    try:
        return datetime(*info.date_time, tzinfo=UTC)
    except ValueError:
        return None


def _tar_members(path: Path) -> Iterator[tuple[str, datetime | None, Opener]]:
    with tarfile.open(path, "r|*") as archive:
        for info in archive:
            if info.isfile() and _is_wanted(info.name):
                modified = datetime.fromtimestamp(info.mtime, UTC) if 0 < info.mtime < 1e11 else None
                yield info.name, modified, lambda info=info: archive.extractfile(info)  # type: ignore[misc]


def _is_wanted(name: str) -> bool:
    return not any(is_hidden(part) for part in name.split("/") if part not in {".", ".."})
