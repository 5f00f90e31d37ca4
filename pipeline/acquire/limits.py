"""How hard newsmill may press: deadlines and sizes of one fetch, and turns at each host.

The gate is the one place where requests wait. It measures with a clock and waits with a sleep that it is given.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Bounds of single fetches and of all of them together; times in seconds, sizes in bytes."""

    connect_seconds: float = 10.0  # with resolving and TLS
    first_byte_seconds: float = 30.0  # until the whole head of the response is there, with connecting
    total_seconds: float = 90.0  # until the whole body is there
    max_bytes: int = 20_000_000  # of a body, as it comes and decoded
    cuts_off: bool = False  # whether a longer body is cut off there, and not refused
    max_redirects: int = 5  # RFC 9309 asks for five, and no news site needs more
    connections: int = 32
    connections_per_host: int = 2
    host_interval: float = 1.0  # between the starts of two requests to a host
    max_wait: float = 120.0  # longer waits for a host's turn are left to the next run


DEFAULT_LIMITS = FetchLimits()


class HeldBackError(Exception):
    """A host's next turn is too far off; `seconds` says how far."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the host's next turn is in {seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Host:
    places: asyncio.Semaphore
    last_start: float = -math.inf
    next_start: float = 0.0  # of whoever asks next
    held_until: float = 0.0


@dataclass(slots=True)
class HostGate:
    """Lets requests through one by one: so many at once, and so far apart at one host."""

    limits: FetchLimits = DEFAULT_LIMITS
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _total: asyncio.Semaphore | None = None

    def hold(self, host: str, seconds: float) -> None:
        """Let nothing through to a host for so long: what it asked for with Retry-After."""
        entry = self._host(host)
        entry.held_until = max(entry.held_until, self.clock() + seconds)

    @asynccontextmanager
    async def turn(self, host: str, interval: float | None = None) -> AsyncIterator[None]:
        """A turn at a host, `interval` seconds after the last; raises HeldBackError rather than wait long."""
        entry = self._host(host)
        self._total = self._total or asyncio.Semaphore(self.limits.connections)
        self._check(max(entry.next_start, entry.held_until))
        async with entry.places:
            await self._wait(entry, self.limits.host_interval if interval is None else interval)
            async with self._total:
                yield

    async def _wait(self, entry: _Host, interval: float) -> None:
        self._check(max(entry.next_start, entry.held_until))
        planned = max(self.clock(), entry.next_start, entry.held_until)
        entry.next_start = planned + interval
        # A sleep may last longer than it should, and a host may ask to be left alone in the meantime.
        while (start := max(planned, entry.last_start + interval, entry.held_until)) > self.clock():
            self._check(start)
            await self.sleep(start - self.clock())
        entry.last_start = self.clock()

    def _check(self, start: float) -> None:
        delay = start - self.clock()
        if delay > self.limits.max_wait:
            raise HeldBackError(delay)

    def _host(self, host: str) -> _Host:
        if host not in self._hosts:
            self._hosts[host] = _Host(asyncio.Semaphore(self.limits.connections_per_host))
        return self._hosts[host]
