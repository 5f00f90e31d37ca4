"""One request and its response as bytes, and the WARC records they become.

Knows nothing of the network: the fetcher fills it in, the archive writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.acquire.records import Headers, about, new_id, record, sha256
from pipeline.model import Candidate, FetchRole

# A revisit is of the same payload (WARC 1.1, 6.7.2), or the server's own word that nothing changed (6.7.3).
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


@dataclass(frozen=True, slots=True)
class Revisited:
    """The earlier record whose payload this response repeats."""

    url: str
    at: datetime  # aware


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and the response to it.

    `body` is what came over the wire without transfer encoding but with its content encoding (gzip, deflate).
    """

    url: str
    at: datetime  # aware; when the request was sent
    request_head: bytes  # request line and headers, up to and with the empty line
    status_line: str  # HTTP/1.1 200 OK
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str | None = None
    truncated: str | None = None  # length, time or disconnect, where the body is not whole
    role: FetchRole = "page"
    stated: tuple[Candidate, ...] = ()
    revisited: Revisited | None = None

    def header(self, name: str) -> str | None:
        """A header of the response."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def exchange_records(exchange: Exchange) -> Iterator[bytes]:
    """The records of an exchange as gzip members: the response or revisit, then its request."""
    response_id = new_id()
    head = _response_head(exchange)
    payload_digest = sha256(exchange.body)
    if exchange.revisited is None:
        kind, block, extra = "response", head + exchange.body, []
    else:
        kind, block, extra = "revisit", head, _revisit_headers(exchange, exchange.revisited)
    headers: Headers = [
        ("WARC-Target-URI", exchange.url),
        ("Content-Type", "application/http;msgtype=response"),
        ("WARC-Payload-Digest", payload_digest),
        ("WARC-Block-Digest", sha256(block)),
        *([("WARC-IP-Address", exchange.ip)] if exchange.ip else []),
        *([("WARC-Truncated", exchange.truncated)] if exchange.truncated else []),
        *extra,
        *about(exchange.stated, exchange.role),
    ]
    yield record(kind, headers, block, at=exchange.at, record_id=response_id)
    request: Headers = [
        ("WARC-Target-URI", exchange.url),
        ("Content-Type", "application/http;msgtype=request"),
        ("WARC-Concurrent-To", response_id),
        ("WARC-Block-Digest", sha256(exchange.request_head)),
    ]
    yield record("request", request, exchange.request_head, at=exchange.at)


def _revisit_headers(exchange: Exchange, revisited: Revisited) -> Headers:
    is_304 = " 304" in exchange.status_line[:14]
    return [
        ("WARC-Profile", _NOT_MODIFIED if is_304 else _SAME_PAYLOAD),
        ("WARC-Refers-To-Target-URI", revisited.url),
        ("WARC-Refers-To-Date", f"{revisited.at:%Y-%m-%dT%H:%M:%S.%fZ}"),
    ]


def _response_head(exchange: Exchange) -> bytes:
    """Status line and headers; a transfer encoding is gone, so its header would now be wrong.

    The original stands in an X- header, as other crawlers keep it.
    """
    lines = [exchange.status_line]
    for name, value in exchange.headers:
        is_gone = name.lower() == "transfer-encoding"
        lines.append(f"{'X-Archive-Transfer-Encoding' if is_gone else name}: {value}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", errors="replace")
