"""Connections for httpx that go only to addresses the guard lets through.

Names are resolved here, each address is judged, and the connection is made to that address and no other: there
is no second look-up that could answer differently. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

import anyio
import httpcore
import httpx

from pipeline.acquire.guard import BAD_PORTS, Network, refusal

Resolver = Callable[[str, int], Awaitable[list[str]]]

# getaddrinfo can't be interrupted: a name server that never answers costs a thread of this pool, no more
_resolvers = ThreadPoolExecutor(max_workers=32, thread_name_prefix="resolve")


class RefusedAddressError(Exception):
    """The guard refused every address of a host; the message says why."""


class ResolveError(Exception):
    """A host name has no address."""


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them; raises ResolveError."""
    loop = asyncio.get_running_loop()
    try:
        found = await loop.run_in_executor(
            _resolvers, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        )
    except (OSError, UnicodeError) as error:
        raise ResolveError(f"{host} can't be resolved: {getattr(error, 'strerror', None) or error}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to the judged addresses of a host, one after the other until one answers."""

    def __init__(self, allowed: Iterable[Network] = (), resolver: Resolver = resolve) -> None:
        self._allowed = tuple(allowed)
        self._resolver = resolver
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises RefusedAddressError, ResolveError, or httpcore's ConnectError and ConnectTimeout."""
        addresses = await self._judged(host, port)
        share = None if timeout is None else timeout / len(addresses)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = await self._backend.connect_tcp(address, port, share, local_address, socket_options)
                return _PlainStream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002 - the interface of httpcore
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Sockets of this machine are not the web."""
        raise RefusedAddressError(f"{path} is a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it between attempts."""
        await asyncio.sleep(seconds)

    async def _judged(self, host: str, port: int) -> list[str]:
        if port in BAD_PORTS:
            raise RefusedAddressError(f"port {port} is not used for the web")
        addresses = await self._resolver(host.strip("[]"), port)
        reasons = {address: refusal(address, self._allowed) for address in addresses}
        good = [address for address, reason in reasons.items() if reason is None]
        if not good:
            raise RefusedAddressError(next(iter(filter(None, reasons.values())), f"{host} has no address"))
        return good


class _PlainStream(httpcore.AsyncNetworkStream):
    """A TCP connection that is closed when setting up TLS over it is cancelled, which httpcore leaves open."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self.read = stream.read  # type: ignore[method-assign]
        self.write = stream.write  # type: ignore[method-assign]
        self.aclose = stream.aclose  # type: ignore[method-assign]
        self.get_extra_info = stream.get_extra_info  # type: ignore[method-assign]

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
    ) -> httpcore.AsyncNetworkStream:
        """TLS over this connection."""
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self._stream.aclose()
            raise


class GuardedTransport(httpx.AsyncBaseTransport):
    """What `httpx.AsyncHTTPTransport` does, with the guarded backend and without proxies."""

    def __init__(
        self,
        backend: httpcore.AsyncNetworkBackend,
        *,
        max_connections: int,
        verify: ssl.SSLContext,
        http2: bool = True,
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=verify,
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=15.0,
            http1=True,
            http2=http2,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises httpcore's exceptions, which `attempt` puts into words."""
        response = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=_sent(request),
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None = None,
        exc_value: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self._pool.__aexit__(exc_type, exc_value, traceback)

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


def _sent(request: httpx.Request) -> AsyncIterable[bytes] | None:
    return request.stream if request.method == "POST" and isinstance(request.stream, AsyncIterable) else None


class _Body(httpx.AsyncByteStream):
    """A response's body, as httpx reads it."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
