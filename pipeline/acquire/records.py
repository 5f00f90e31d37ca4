"""Write and read single WARC 1.1 records, one gzip member each.

Pure but for the random record ids: bytes in, bytes out; files are `archive`'s business.
Format: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from fastwarc.stream_io import GzipWriter

from pipeline.acquire.warcs import STATED_HEADER
from pipeline.model import Candidate, FetchRole

# Measured on 60 news pages, 369 kB each on average. fastwarc's compressor: level 2 costs 0.45 ms for 100 kB and
# leaves 21.0 %, level 4 0.64 ms and 18.9 %, level 6 1.03 ms and 18.3 %. The standard library's zlib: level 3
# 0.87 ms and 20.6 %, level 6 1.88 ms and 18.2 %.
GZIP_LEVEL = 4

Headers = list[tuple[str, str]]


def record(kind: str, headers: Headers, block: bytes, *, at: datetime, record_id: str | None = None) -> bytes:
    """One record as one gzip member; `at` is aware and becomes WARC-Date."""
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {record_id or new_id()}",
        f"WARC-Date: {at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        *(f"{name}: {_one_line(value)}" for name, value in headers),
        f"Content-Length: {len(block)}",
    ]
    member = io.BytesIO()
    with GzipWriter(member, compression_level=GZIP_LEVEL) as stream:
        stream.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        stream.write(block)
        stream.write(b"\r\n\r\n")
        stream.finish()
        return member.getvalue()


def warcinfo(filename: str, software: str, at: datetime) -> bytes:
    """The record that begins a file."""
    fields = (
        f"software: {software}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
    )
    headers = [("WARC-Filename", filename), ("Content-Type", "application/warc-fields")]
    return record("warcinfo", headers, fields.encode(), at=at)


def new_id() -> str:
    """A new record id."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def sha256(payload: bytes) -> str:
    """A digest as WARC's digest headers carry it: `sha256:` and lower-case hex."""
    return f"sha256:{hashlib.sha256(payload).hexdigest()}"


def about(stated: Iterable[Candidate], role: FetchRole = "page") -> Headers:
    """The header with what came beside the bytes; none where there is nothing to say.

    ASCII only, and at most 16 kB, because readers limit the length of a record's headers.
    """
    entries = [[candidate.field, candidate.raw, candidate.origin] for candidate in stated]
    while entries and len(json.dumps(entries)) > 16_000:
        entries.remove(max(entries, key=lambda entry: len(entry[1])))
    content: dict[str, object] = {}
    if role != "page":
        content["role"] = role
    if entries:
        content["stated"] = entries
    return [(STATED_HEADER, json.dumps(content, separators=(",", ":")))] if content else []


def _one_line(value: str) -> str:
    """A header value can't have line ends: what follows one would be read as another header."""
    return " ".join(value.split()) if any(end in value for end in "\r\n") else value
