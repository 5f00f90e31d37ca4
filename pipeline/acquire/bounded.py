"""Read at most so many bytes, also of what is compressed.

Neither a large file nor a gzip bomb fills the memory.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO

MEGABYTE = 1_000_000
MAX_BYTES = 50 * MEGABYTE  # of one document; the longest article is some hundred times smaller
_CHUNK = 65_536


class TooLargeError(Exception):
    """More bytes than allowed; newsmill's readers turn it into a `Rejection`."""


class BrokenGzipError(Exception):
    """Compressed bytes that can't be decompressed to their end."""


def read_bounded(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """All bytes of a stream; raises TooLargeError as soon as there are more than `limit`."""
    payload = stream.read(limit + 1)
    if len(payload) > limit:
        raise TooLargeError
    return payload


def gunzip_bounded(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """Decompress gzip (RFC 1952, any number of members) to at most `limit` bytes.

    Raises TooLargeError as soon as there are more, BrokenGzipError where the data is damaged or cut off.
    """
    parts: list[bytes] = []
    size = 0
    engine = zlib.decompressobj(wbits=31)
    pending = stream.read(_CHUNK)
    while True:
        step = min(limit + 1 - size, MEGABYTE)
        try:
            parts.append(engine.decompress(pending, step))
        except zlib.error as error:
            raise BrokenGzipError(str(error)) from error
        size += len(parts[-1])
        if size > limit:
            raise TooLargeError
        if engine.eof:
            pending = engine.unused_data.lstrip(b"\0") or stream.read(_CHUNK).lstrip(b"\0")
            if not pending:
                return b"".join(parts)
            engine = zlib.decompressobj(wbits=31)
            continue
        pending = engine.unconsumed_tail
        if not pending and len(parts[-1]) < step:  # after a full step there may be more without more input
            pending = stream.read(_CHUNK)
            if not pending:
                raise BrokenGzipError("the data ends early")
