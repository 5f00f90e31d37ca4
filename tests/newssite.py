"""A news site on this machine for tests: a real HTTP server, well-behaved or hostile, that logs what it is asked.

Handlers write raw bytes to the socket, so a server can lie about everything. The site runs in a thread of its own.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Self

ON_THE_WAY = 0.2  # seconds by which a request may be seen later than it was sent


@dataclass(frozen=True)
class Seen:
    """One request as the server saw it."""

    at: float  # time.monotonic()
    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


Handler = Callable[[Seen, asyncio.StreamWriter], Awaitable[None]]


def response(
    body: bytes = b"", status: int = 200, kind: str | None = "text/html; charset=utf-8", **headers: str
) -> bytes:
    """A correct response; keyword names become headers with hyphens."""
    lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}", f"Content-Length: {len(body)}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


class Site:
    """A context manager; `url` is its address. Without a handler for a path it answers 404."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.log: list[Seen] = []
        self.handlers: dict[str, Handler] = {}
        self.open_now = 0
        self.most_open = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def paths(self) -> list[str]:
        """The paths asked for, in order, without those that speak for the whole host."""
        return [seen.path for seen in self.log if seen.path not in {"/robots.txt", "/.well-known/tdmrep.json"}]

    def asked(self, path: str) -> list[Seen]:
        return [seen for seen in self.log if seen.path == path]

    def raw(self, path: str, *parts: bytes | float, close: bool = True) -> None:
        """Send bytes as they are; a number among them waits so many seconds."""

        async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
            for part in parts:
                if isinstance(part, bytes):
                    writer.write(part)
                    await writer.drain()
                else:
                    await asyncio.sleep(part)
            if close:
                writer.close()

        self.handlers[path] = handler

    def page(
        self, path: str, body: bytes | str, *, status: int = 200, kind: str | None = "text/html; charset=utf-8",
        etag: str | None = None, modified: float | None = None, delay: float = 0.0, **headers: str,
    ) -> None:  # fmt: skip
        """A document; with `etag` or `modified` conditional requests are answered as they should be."""
        content = body.encode() if isinstance(body, str) else body
        stamp = formatdate(modified, usegmt=True) if modified is not None else None
        more = headers | ({"ETag": etag} if etag else {}) | ({"Last_Modified": stamp} if stamp else {})

        async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(delay)
            matches = etag and seen.headers.get("if-none-match") == etag
            matches = matches or (stamp and seen.headers.get("if-modified-since") == stamp)
            writer.write(response(b"", 304, None, **more) if matches else response(content, status, kind, **more))
            await writer.drain()

        self.handlers[path] = handler

    def answers(self, path: str, *responses: bytes) -> None:
        """One response after the other; the last one again and again."""
        remaining = list(responses)

        async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(remaining.pop(0) if len(remaining) > 1 else remaining[0])
            await writer.drain()

        self.handlers[path] = handler

    def redirect(self, path: str, target: str, status: int = 302) -> None:
        self.page(path, b"", status=status, Location=target)

    def endless(self, path: str, head: bytes, part: bytes, pause: float = 0.0) -> None:
        """A body that never ends."""

        async def handler(seen: Seen, writer: asyncio.StreamWriter) -> None:
            writer.write(head)
            while not writer.is_closing():
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(pause)

        self.handlers[path] = handler

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, self.host, 0))
        self.port = self._server.sockets[0].getsockname()[1]
        self._started.set()
        self._loop.run_forever()

    async def _stop(self) -> None:
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            while not writer.is_closing():
                seen = await self._read(reader)
                if seen is None:
                    break
                self.log.append(seen)
                await self._answer(seen, writer)
        except (ConnectionError, asyncio.CancelledError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            writer.close()
            self._tasks.discard(task)

    async def _answer(self, seen: Seen, writer: asyncio.StreamWriter) -> None:
        handler = self.handlers.get(seen.path)
        if handler is None:
            writer.write(response(b"Not found.", 404, "text/plain"))
            await writer.drain()
        else:
            await handler(seen, writer)

    async def _read(self, reader: asyncio.StreamReader) -> Seen | None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Seen(time.monotonic(), method, path, headers, body)
