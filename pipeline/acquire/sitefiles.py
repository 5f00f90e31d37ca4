"""robots.txt and tdmrep.json of every host: asked for once at a time, and kept for as long as they may be.

Fetches nothing itself; it is told how. What was fetched anew can be taken out and stored for the next run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from pipeline.acquire.exchange import Exchange
from pipeline.acquire.robots import LONGEST_KEPT, RobotsRules, kept_until, robots_url
from pipeline.acquire.tdm import tdm_url
from pipeline.model import Fetch, SiteFile

Get = Callable[[str], Awaitable[SiteFile]]
_STORED_BYTES = 512_000


class FetchedLike(Protocol):
    """What the fetcher gives back, as far as it matters here."""

    @property
    def fetch(self) -> Fetch:
        """The attempt."""

    @property
    def body(self) -> bytes:
        """The decoded body."""

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """For the archive."""


class SiteFiles:
    """Remembers hosts' files through a run, and from the runs before."""

    def __init__(
        self, known: Iterable[SiteFile] = (), now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._files = {file.url: file for file in known}
        self._now = now
        self._rules: dict[str, RobotsRules] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._new: list[SiteFile] = []
        self._fetches: list[FetchedLike] = []

    async def rules(self, url: str, get: Get) -> RobotsRules:
        """The rules for an address, from memory or through `get`."""
        where = robots_url(url)
        file = await self._file(where, get)
        if where not in self._rules or self._rules[where].file is not file:
            self._rules[where] = RobotsRules(file)
        return self._rules[where]

    def known_rules(self, url: str) -> RobotsRules | None:
        """The rules for an address, if they have been asked for in this run."""
        return self._rules.get(robots_url(url))

    async def policy(self, url: str, get: Get) -> bytes | None:
        """The host's tdmrep.json; None where there is none."""
        file = await self._file(tdm_url(url), get)
        return file.body if file.status is not None and 200 <= file.status < 300 else None

    def made(self, url: str, found: FetchedLike, now: datetime) -> SiteFile:
        """A file out of its fetch; anything but an answer counts as not reached."""
        fetch = found.fetch
        answered = fetch.outcome in {
            "fetched",
            "unchanged",
            "missing",
            "gone",
            "refused",
            "throttled",
            "server-error",
        }
        status = fetch.status if answered else 404 if fetch.outcome == "redirects" else None
        fresh = fetch.fresh_until - now if fetch.fresh_until else None
        until = kept_until(status, now, fresh) if url.endswith("/robots.txt") else now + LONGEST_KEPT
        if fetch.outcome == "deferred":
            until = now + timedelta(minutes=1)
        failure = fetch.outcome if status is None else None
        return SiteFile(
            url, now, until, status, found.body[:_STORED_BYTES], failure, fetch.reason if failure else ""
        )

    def note(self, found: FetchedLike) -> None:
        """Keep the attempt itself for the table of fetches and the archive."""
        self._fetches.append(found)

    def take_new(self) -> list[SiteFile]:
        """The files fetched since the last call."""
        new, self._new = self._new, []
        return new

    def take_fetches(self) -> list[FetchedLike]:
        """The attempts made since the last call."""
        fetches, self._fetches = self._fetches, []
        return fetches

    async def _file(self, where: str, get: Get) -> SiteFile:
        async with self._locks.setdefault(where, asyncio.Lock()):
            kept = self._files.get(where)
            if kept is None or kept.expires_at <= self._now():
                kept = self._files[where] = await get(where)
                self._new.append(kept)
            return kept
