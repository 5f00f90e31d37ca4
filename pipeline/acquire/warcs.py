"""Pages out of WARC files, read as streams: crawls, CC-NEWS, and newsmill's own archive.

Takes `response` and `resource` records with HTML or text, of successful requests. A `revisit` says that a page
had not changed, so there is nothing new in it to load. Format: https://iipc.github.io/warc-specifications/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from pipeline.acquire.bounded import MAX_BYTES, BrokenGzipError, TooLargeError
from pipeline.acquire.encodings import decode_body, unchunk
from pipeline.acquire.headers import charset_of, media_type_of
from pipeline.model import Candidate, Item
from pipeline.wording import counted

STATED_HEADER = "WARC-JSON-Metadata"  # as pywb and warcio use it: one JSON object about the record
_WANTED = ("text/html", "application/xhtml+xml", "text/plain")


def warc_items(stream: BinaryIO, template: Item, limit: int = MAX_BYTES) -> Iterator[Item]:
    """One item a page, as copies of `template` (its source and the file's uri).

    Where the file is damaged or cut off the last item has a fault that says so; what came before it is good.
    """
    count = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response | WarcRecordType.resource):
            count += 1
            if item := _item(record, template, limit):
                yield item
    except (OSError, ValueError) as error:
        place = f"after {counted(count, 'record')}" if count else "at its start"
        yield replace(template, fault=f"WARC file is damaged or cut off {place}: {error}")
        return
    if not count and not _has_records(stream):
        yield replace(template, fault="no WARC record in it")


def _has_records(stream: BinaryIO) -> bool:
    """Whether anything was in a file out of which no page came; a stream that can't say is taken at its word."""
    return bool(stream.tell()) if stream.seekable() else True


def _item(record: WarcRecord, template: Item, limit: int) -> Item | None:
    headers = record.headers
    uri = _uri(headers.get("WARC-Target-URI") or "")
    about = _about(headers.get(STATED_HEADER))
    if not uri or about.get("role", "page") != "page" or not _is_page(record, uri):
        return None
    item = replace(
        template,
        uri=uri,
        url=uri if uri.startswith(("http://", "https://")) else None,
        captured_at=_date(headers.get("WARC-Date")),
        media_type=media_type_of(_content_type(record)),
        charset=charset_of(_content_type(record)),
        stated=_candidates(about),
    )
    try:
        return replace(item, payload=_payload(record, limit))
    except TooLargeError:
        return replace(item, fault=f"larger than {limit / 1e6:g} MB")
    except BrokenGzipError as error:
        return replace(item, fault=f"its encoding is broken: {error}")


def _payload(record: WarcRecord, limit: int) -> bytes:
    """The record's payload without encodings; raises OSError where the file ends inside it.

    fastwarc takes the end of the file for the end of the record, so the length is compared here.
    """
    if record.content_length > limit:
        raise TooLargeError
    body = record.reader.read(record.content_length)
    if len(body) < record.content_length:
        raise OSError("it ends inside a record")
    if not record.is_http or record.http_headers is None:
        return body
    if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
        body = unchunk(body, limit)
    return decode_body(body, record.http_headers.get("Content-Encoding") or "", limit)


def _uri(text: str) -> str:
    """WARC 1.0 put addresses into angle brackets; newsmill's archive percent-encodes its file names."""
    uri = text.strip("<>")
    return unquote(uri) if uri.startswith("file:") else uri


def _is_page(record: WarcRecord, uri: str) -> bool:
    if urlsplit(uri).path == "/robots.txt" or uri.startswith("dns:"):
        return False
    if record.is_http and record.http_headers is not None:
        status = record.http_headers.status_code
        if status is not None and not 200 <= status < 300:
            return False
    kind = media_type_of(_content_type(record))
    return not kind or kind in _WANTED


def _content_type(record: WarcRecord) -> str | None:
    """What the server (or, of a resource, the archiver) said it is."""
    if not record.is_http:
        return record.headers.get("Content-Type")
    return record.http_headers.get("Content-Type") if record.http_headers is not None else None


def _date(text: str | None) -> datetime | None:
    """WARC-Date is UTC in the form of ISO 8601 (W3C's profile of it)."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _about(text: str | None) -> dict[str, object]:
    """What newsmill's own archive wrote beside a record: its role, and what a feed or container stated."""
    try:
        about = json.loads(text) if text else {}
    except ValueError:
        return {}
    return about if isinstance(about, dict) else {}


def _candidates(about: dict[str, object]) -> tuple[Candidate, ...]:
    stated = about.get("stated")
    if not isinstance(stated, list):
        return ()
    return tuple(Candidate(*entry) for entry in stated if isinstance(entry, list) and len(entry) == 3)
