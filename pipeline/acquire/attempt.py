"""One request and its answer over the network: no redirects, no policy, no memory.

Whatever a server does ends in an `Answer` or a `Failure`; nothing is raised but cancellation.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

import httpcore
import httpx

from pipeline.acquire.limits import FetchLimits
from pipeline.acquire.transport import RefusedAddressError, ResolveError

FailureKind = Literal["address", "network", "timeout", "too-large", "broken"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response that came whole, with its body as it came over the wire (content encoding untouched)."""

    status: int
    reason_phrase: str
    headers: httpx.Headers
    body: bytes
    http_version: str
    ip: str | None
    request_head: bytes


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no whole response came, in words; with its status where one was seen."""

    kind: FailureKind
    reason: str
    status: int | None = None
    size: int = 0


@dataclass(slots=True)
class _Progress:
    """How far an attempt came, for the words of its failure."""

    stage: str = "connecting"
    status: int | None = None
    size: int = 0


async def attempt(
    transport: httpx.AsyncBaseTransport, url: str, headers: Mapping[str, str], limits: FetchLimits
) -> Answer | Failure:
    """GET an address once; at most one more time where a kept connection turns out to be closed."""
    answer = await _attempt_once(transport, url, headers, limits)
    if isinstance(answer, Failure) and answer.reason == _STALE:
        answer = await _attempt_once(transport, url, headers, limits)
    return answer


_STALE = "the server closed the connection without an answer"


async def post(
    transport: httpx.AsyncBaseTransport, url: str, headers: Mapping[str, str], body: bytes, limits: FetchLimits
) -> Answer | Failure:
    """POST to an address once: it may have been heard, so whether to say it again is the caller's to decide."""
    return await _attempt_once(transport, url, headers, limits, body)


async def _attempt_once(
    transport: httpx.AsyncBaseTransport,
    url: str,
    headers: Mapping[str, str],
    limits: FetchLimits,
    sent: bytes | None = None,
) -> Answer | Failure:
    progress = _Progress()
    try:
        async with asyncio.timeout(limits.total_seconds):
            method = "GET" if sent is None else "POST"
            request = httpx.Request(
                method, url, headers=dict(headers), content=sent, extensions=_deadlines(limits)
            )
            return await _exchange(transport, request, limits, progress)
    except TimeoutError:
        return Failure("timeout", f"took too long ({progress.stage})", progress.status, progress.size)
    except Exception as error:  # noqa: BLE001 - a hostile server may raise anything out of a parser
        kind, reason = _in_words(error, progress)
        return Failure(kind, reason, progress.status, progress.size)


async def _exchange(
    transport: httpx.AsyncBaseTransport,
    request: httpx.Request,
    limits: FetchLimits,
    progress: _Progress,
) -> Answer | Failure:
    async with asyncio.timeout(limits.first_byte_seconds):
        response = await transport.handle_async_request(request)
    try:
        progress.stage, progress.status = "receiving", response.status_code
        stated = response.headers.get("Content-Length", "")
        if stated.isdecimal() and int(stated) > limits.max_bytes and not limits.cuts_off:
            return _too_large(limits, progress)
        body = bytearray()
        async for part in response.aiter_raw():
            body += part
            progress.size = len(body)
            if len(body) > limits.max_bytes:
                if limits.cuts_off:
                    break
                return _too_large(limits, progress)
        return _answer(request, response, bytes(body))
    finally:
        await response.aclose()


def _deadlines(limits: FetchLimits) -> dict[str, dict[str, float | None]]:
    """What httpcore allows single steps; `pool` is unlimited because the gate has let the request through."""
    wait = limits.first_byte_seconds
    return {"timeout": {"connect": limits.connect_seconds, "read": wait, "write": wait, "pool": None}}


def _answer(request: httpx.Request, response: httpx.Response, body: bytes) -> Answer:
    stream = response.extensions.get("network_stream")
    server = stream.get_extra_info("server_addr") if stream else None
    return Answer(
        status=response.status_code,
        reason_phrase=_phrase(response),
        headers=response.headers,
        body=body,
        http_version=response.http_version,
        ip=str(server[0]) if server else None,
        request_head=_request_head(request),
    )


def _phrase(response: httpx.Response) -> str:
    """HTTP/2 has no reason phrases; archives have them."""
    phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
    if phrase:
        return str(phrase)
    try:
        return HTTPStatus(response.status_code).phrase
    except ValueError:
        return ""


def _request_head(request: httpx.Request) -> bytes:
    lines = [request.method.encode() + b" " + request.url.raw_path + b" HTTP/1.1"]
    lines += [name + b": " + value for name, value in request.headers.raw]
    return b"\r\n".join([*lines, b"", b""])


def _too_large(limits: FetchLimits, progress: _Progress) -> Failure:
    return Failure("too-large", f"larger than {limits.max_bytes / 1e6:g} MB", progress.status, progress.size)


def _in_words(error: Exception, progress: _Progress) -> tuple[FailureKind, str]:
    """Every exception of the layers below, as a kind and one line."""
    match error:
        case RefusedAddressError():
            return "address", str(error)
        case ResolveError():
            return "network", str(error)
        case httpcore.TimeoutException():
            return "timeout", f"took too long ({progress.stage})"
        case httpcore.ConnectError() if _cause(error, ssl.SSLError):
            return "network", f"no secure connection: {_short(error)}"
        case httpcore.ConnectError():
            return "network", f"no connection: {_short(error)}"
        case httpcore.RemoteProtocolError() if "without sending a response" in str(error):
            return "network", _STALE
        case httpcore.RemoteProtocolError() if "incomplete" in str(error) or "without sending complete" in str(
            error
        ):
            return "network", "the connection was closed before the whole body had come"
        case httpcore.ProtocolError() | httpx.InvalidURL() | httpx.DecodingError() | UnicodeError() | ValueError():
            return "broken", f"not a valid answer: {_short(error)}"
        case httpcore.NetworkError() | OSError():
            return "network", f"the connection broke: {_short(error)}"
        case _:
            return "broken", f"{type(error).__name__}: {_short(error)}"


def _cause(error: BaseException, kind: type[BaseException]) -> bool:
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, kind):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
