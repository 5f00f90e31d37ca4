"""The archive of every byte newsmill received: WARC 1.1 files by day, gzip per record, of bounded size.

A file that is being written ends in `.open`. It loses that ending when it is closed; if the process dies before,
the next writer cuts off the incomplete record at its end and closes it. So what ends in `.warc.gz` is always
whole, and pointers into a file stay right through all of this. There is one writer at a time; a lock on the open
file keeps others from repairing it.
"""

from __future__ import annotations

import fcntl
import io
import os
import re
import threading
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.acquire.exchange import Exchange, exchange_records
from pipeline.acquire.records import about, record, sha256, warcinfo
from pipeline.errors import InputError, WarehouseError
from pipeline.model import ArchivePointer, Capture

MAX_FILE_BYTES = 1_000_000_000
_OPEN = ".open"


class ArchiveWriter:
    """Appends records below `folder`, in files named after the day and `name` (a run's id or start time).

    A context manager: leaving it closes the current file. Nothing is created before the first record.
    """

    def __init__(self, folder: Path, *, name: str, day: datetime, max_bytes: int = MAX_FILE_BYTES) -> None:
        """`day` is aware and decides the folder YYYY/MM/DD; a file gets no record once it has `max_bytes`."""
        self._root = folder
        self._folder = folder / f"{day:%Y/%m/%d}"
        self._name = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-") or "run"
        self._day = day
        self._max_bytes = max_bytes
        self._stream: io.FileIO | None = None
        self._path = Path()
        self._offset = 0
        self._number = 0
        self._lock = threading.RLock()  # pages are archived as they come, files as they are loaded
        repair(folder)

    def append(self, capture: Capture) -> ArchivePointer:
        """Write a capture that came from a file as a `resource` record.

        Raises WarehouseError where the disk is full or can't be written.
        """
        digest = f"sha256:{capture.digest}"
        headers = [
            ("WARC-Target-URI", _target_uri(capture)),
            ("Content-Type", capture.media_type + (f"; charset={capture.charset}" if capture.charset else "")),
            ("WARC-Payload-Digest", digest),
            ("WARC-Block-Digest", digest),
            *about(capture.stated),
        ]
        return self._write([record("resource", headers, capture.payload, at=capture.captured_at)])

    def append_exchange(self, exchange: Exchange) -> ArchivePointer:
        """Write a response (or revisit) and its request; the pointer is the response's."""
        return self._write(exchange_records(exchange))

    def sync(self) -> None:
        """Return when everything appended is on the disk; call it before pointers are committed."""
        with self._lock:
            if self._stream is not None:
                try:
                    os.fsync(self._stream.fileno())
                except OSError as error:
                    raise self._error(error) from error

    def close(self) -> None:
        """Finish the current file; the writer can be used again and begins another."""
        with self._lock:
            if self._stream is not None:
                self.sync()
                self._stream.close()
                self._stream = None
                _settle(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, members: Iterable[bytes]) -> ArchivePointer:
        ready = list(members)  # compressed before the lock is taken
        with self._lock:
            return self._append_all(ready)

    def _append_all(self, members: list[bytes]) -> ArchivePointer:
        if self._stream is not None and self._offset >= self._max_bytes:
            self.close()
        try:
            stream = self._stream or self._begin()
            pointer = ArchivePointer(
                self._path.relative_to(self._root).as_posix().removesuffix(_OPEN), self._offset
            )
            for member in members:
                _write_all(stream, member)
                self._offset += len(member)
        except OSError as error:
            raise self._error(error) from error
        return pointer

    def _begin(self) -> io.FileIO:
        """Open a file under a name that no file has or had."""
        self._folder.mkdir(parents=True, exist_ok=True)
        while True:
            final = self._folder / f"{self._name}-{self._number:05d}.warc.gz"
            self._path = final.with_name(final.name + _OPEN)
            self._number += 1
            if final.exists():
                continue
            try:
                stream = self._path.open("xb", buffering=0)
            except FileExistsError:
                continue
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            first = warcinfo(final.name, f"newsmill/{_version()}", self._day)
            try:
                _write_all(stream, first)
            except OSError:
                stream.close()
                raise
            self._stream, self._offset = stream, len(first)
            return stream

    def _error(self, error: OSError) -> WarehouseError:
        reason = (error.strerror or str(error)).lower()
        return WarehouseError(f"{self._folder}: the archive can't be written: {reason}")


@dataclass(frozen=True, slots=True)
class CheckedRecord:
    """One record of the archive, verified; `problem` in words where there is one."""

    pointer: ArchivePointer
    problem: str | None = None


def read_payload(folder: Path, pointer: ArchivePointer) -> bytes:
    """The payload that was archived at a pointer, without content and transfer encodings.

    Raises InputError where the file or the record is not there.
    """
    try:
        with _open_file(folder, pointer.file) as stream:
            stream.seek(pointer.offset)
            found = next(iter(ArchiveIterator(stream, auto_decode="all")), None)
            if found is not None and found.record_type != WarcRecordType.warcinfo:
                return found.reader.read()
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / pointer.file}: record at {pointer.offset} can't be read: {error}") from error
    raise InputError(f"{folder / pointer.file}: there is no record at {pointer.offset}")


def verify(folder: Path) -> Iterator[CheckedRecord]:
    """Every record of the archive in turn, its digest computed anew; damage is a problem, not an exception."""
    for path in sorted([*folder.rglob("*.warc.gz"), *folder.rglob(f"*.warc.gz{_OPEN}")]):
        name = path.relative_to(folder).as_posix().removesuffix(_OPEN)
        offset = 0
        try:
            with path.open("rb") as stream:
                for found in ArchiveIterator(stream, parse_http=False):
                    offset = found.stream_pos
                    yield CheckedRecord(ArchivePointer(name, offset), _digest_problem(found))
                stream.seek(0)
                whole = _complete_length(stream)
                if whole < path.stat().st_size and not path.name.endswith(_OPEN):
                    yield CheckedRecord(ArchivePointer(name, whole), "the file ends in the middle of a record")
        except (OSError, ValueError) as error:
            yield CheckedRecord(ArchivePointer(name, offset), f"the file is damaged after this record: {error}")


def repair(folder: Path) -> list[Path]:
    """Close the files that a dead process left open, without the incomplete record at their end; says which."""
    repaired = []
    for path in sorted(folder.rglob(f"*.warc.gz{_OPEN}")) if folder.is_dir() else []:
        with path.open("r+b") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue  # its writer lives
            length = _complete_length(stream)
            stream.truncate(length)
            os.fsync(stream.fileno())
        if length:
            _settle(path)
        else:
            path.unlink()
        repaired.append(path)
    return repaired


def _complete_length(stream: BinaryIO) -> int:
    """How many bytes the complete gzip members at the start of a file have together."""
    complete = position = 0
    engine = zlib.decompressobj(wbits=31)
    while chunk := stream.read(1 << 18):
        position += len(chunk)
        try:
            while chunk:
                engine.decompress(chunk)
                if not engine.eof:
                    break
                chunk = engine.unused_data
                complete = position - len(chunk)
                engine = zlib.decompressobj(wbits=31)
        except zlib.error:
            break
    return complete


def _digest_problem(found: WarcRecord) -> str | None:
    stated = found.headers.get("WARC-Block-Digest")
    if not stated:
        return None if found.record_type == WarcRecordType.warcinfo else "no digest"
    actual = sha256(found.reader.read())
    return None if stated == actual else f"digest is {actual}, the record says {stated}"


def _write_all(stream: io.FileIO, data: bytes) -> None:
    """Write without a buffer: one that can't be emptied on a full disk would be tried again at every close."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


def _settle(path: Path) -> None:
    """Take the mark off a file that is whole, durably."""
    path.replace(path.with_name(path.name.removesuffix(_OPEN)))
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open_file(folder: Path, name: str) -> BinaryIO:
    try:
        return (folder / name).open("rb")
    except FileNotFoundError:
        return (folder / (name + _OPEN)).open("rb")


def _target_uri(capture: Capture) -> str:
    """A `file:` uri has the path as it is; in a header it is percent-encoded, which reading undoes."""
    if capture.uri.startswith("file:"):
        return quote(capture.uri, safe="/:#!")
    return quote(capture.uri, safe="/:?#[]@!$&'()*+,;=%~")


def _version() -> str:
    try:
        return version("newsmill")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "0"
