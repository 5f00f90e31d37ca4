"""Undo the content and transfer encodings of HTTP, to a limited size: RFC 9110, 8.4.1, and RFC 9112, 7.

Works on whole bodies in memory. A body that is not in the encoding its header names is taken as it is: archives
and servers often decode a body and leave the header.
"""

from __future__ import annotations

import io
import zlib

from fastwarc.stream_io import BrotliReader, ChunkedReader

from pipeline.acquire.bounded import MAX_BYTES, BrokenGzipError, TooLargeError, gunzip_bounded

ACCEPTED = "gzip, deflate"  # what newsmill asks servers for; WARC files of others hold more


def decode_body(body: bytes, content_encoding: str, limit: int = MAX_BYTES) -> bytes:
    """A body without its content encodings (a header's value; several are separated by commas).

    Raises TooLargeError above `limit` bytes, BrokenGzipError where the data is damaged, cut off or unknown.
    """
    for coding in reversed([part.strip().lower() for part in content_encoding.split(",")]):
        if coding in {"", "identity", "none", "utf-8"}:
            continue
        body = _decode(body, coding, limit)
    return body


def unchunk(body: bytes, limit: int = MAX_BYTES) -> bytes:
    """A body without chunked transfer encoding, where it has it.

    Raises TooLargeError, BrokenGzipError as `decode_body`.
    """
    size = body[:20].split(b"\r\n", 1)[0].split(b";")[0].strip()
    if not size or size.strip(b"0123456789abcdefABCDEF"):
        return body
    return _drain(ChunkedReader(io.BytesIO(body)), limit)


def _decode(body: bytes, coding: str, limit: int) -> bytes:
    if coding in {"gzip", "x-gzip"}:
        return gunzip_bounded(io.BytesIO(body), limit) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        return _inflate(body, limit)
    if coding == "br":
        return _drain(BrotliReader(io.BytesIO(body)), limit)
    raise BrokenGzipError(f'content encoding "{coding}" is unknown')


def _inflate(body: bytes, limit: int) -> bytes:
    """Zlib data, or what some servers mean by deflate: without zlib's frame."""
    wbits = 15 if body[:1] == b"\x78" else -15
    engine = zlib.decompressobj(wbits)
    try:
        plain = engine.decompress(body, limit + 1)
    except zlib.error as error:
        raise BrokenGzipError(str(error)) from error
    if len(plain) > limit:
        raise TooLargeError
    if not engine.eof:
        raise BrokenGzipError("the data ends early")
    return plain


def _drain(reader: ChunkedReader | BrotliReader, limit: int) -> bytes:
    try:
        plain = reader.read(limit + 1)
    except (OSError, ValueError) as error:
        raise BrokenGzipError(str(error)) from error
    if len(plain) > limit:
        raise TooLargeError
    return plain
