"""Fetch addresses as a good citizen: robots.txt, turns at hosts, conditions, redirects, limits, reservations.

Decides nothing about what to fetch or when. Whatever happens is a `Fetched` value, never an exception.
"""

from __future__ import annotations

import asyncio
import hashlib
import ssl
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from pipeline.acquire.attempt import Answer, Failure, attempt
from pipeline.acquire.bounded import BrokenGzipError, TooLargeError
from pipeline.acquire.encodings import ACCEPTED, decode_body
from pipeline.acquire.exchange import Exchange, Revisited
from pipeline.acquire.guard import networks
from pipeline.acquire.limits import DEFAULT_LIMITS, FetchLimits, HeldBackError, HostGate
from pipeline.acquire.robots import MAX_BYTES as ROBOTS_BYTES
from pipeline.acquire.sitefiles import SiteFiles
from pipeline.acquire.tdm import Reservation, reservation
from pipeline.acquire.transport import GuardedBackend, GuardedTransport, Resolver, resolve
from pipeline.acquire.verdicts import PERMANENT_REDIRECTS, REDIRECTS, facts_of, next_hop, outcome_of
from pipeline.model import Fetch, FetchOutcome, FetchRole, SiteFile, Source, UrlState

USER_AGENT = "newsmill/0.1"  # a source's own user_agent should say whom to write to
_ACCEPT = {
    "page": "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,*/*;q=0.1",
    "feed": "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of fetching one address."""

    fetch: Fetch
    body: bytes = b""  # decoded
    exchanges: tuple[Exchange, ...] = ()  # one a hop, for the archive; the last one answered


@dataclass(slots=True)
class _Trail:
    """One fetch on its way through redirects."""

    url: str  # of the current hop
    permanent: bool = True  # every redirect so far was
    seen: list[str] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    seconds: float = 0.0

    def revisits(self, state: UrlState | None) -> None:
        """The last response repeats what was archived before."""
        if state is not None and state.last_fetched_at is not None:
            earlier = Revisited(state.validated_url or state.url, state.last_fetched_at)
            self.exchanges[-1] = replace(self.exchanges[-1], revisited=earlier)


class Fetcher:
    """An async context manager that owns the connections; one for a whole run."""

    def __init__(
        self,
        *,
        limits: FetchLimits = DEFAULT_LIMITS,
        user_agent: str = USER_AGENT,
        gate: HostGate | None = None,
        site_files: SiteFiles | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolver: Resolver = resolve,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        """`site_files` remembers robots.txt and tdmrep.json; `verify` is for tests with their own certificate."""
        self.limits = limits
        # what a robots.txt says beyond its first 500 KiB does not count (RFC 9309, 2.5)
        self._site_limits = replace(limits, max_bytes=ROBOTS_BYTES, cuts_off=True)
        self.gate = gate or HostGate(limits)
        self.site_files = site_files or SiteFiles()
        self._user_agent = user_agent
        self._now = now
        self._resolver = resolver
        self._verify = verify
        self._transports: dict[tuple[str, ...], GuardedTransport] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def fetch(
        self, url: str, source: Source, *, role: FetchRole = "page", state: UrlState | None = None
    ) -> Fetched:
        """Fetch one address for a source, with conditions where `state` remembers validators."""
        started = self._now()
        trail = _Trail(url)
        if next_hop(url, url) is None:
            trail.seen.append(url)
            return _Ending(trail, source, role, started).with_outcome("broken", "not a web address")
        while True:
            if (found := await self._hop(trail, source, role, state, started)) is not None:
                return found

    async def _hop(
        self, trail: _Trail, source: Source, role: FetchRole, state: UrlState | None, started: datetime
    ) -> Fetched | None:
        """One request; None where it was a redirect and the trail goes on."""
        end = _Ending(trail, source, role, started)
        trail.seen.append(trail.url)
        delay: float | None = None
        if role != "robots":
            rules = await self.site_files.rules(trail.url, lambda url: self._site_file(url, source))
            verdict = rules.judge(trail.url, self.agent_of(source), source.robots)
            if not verdict.allowed:
                return end.with_outcome(_without_rules(rules.file), verdict.reason)
            delay = verdict.crawl_delay
        headers = self._headers(trail.url, source, role, state)
        host = host_of(trail.url)
        transport = self._transport(source)  # made before the turn begins: certificates take a while to read
        try:
            async with self.gate.turn(host, self._interval(source, delay)):
                began = time.perf_counter()
                limits = self._site_limits if role in {"robots", "policy"} else self.limits
                answer = await attempt(transport, trail.url, headers, limits)
                trail.seconds += time.perf_counter() - began
        except HeldBackError as error:
            return end.with_outcome("deferred", str(error), retry_after=started + timedelta(seconds=error.seconds))
        if isinstance(answer, Failure):
            return end.with_outcome(answer.kind, answer.reason, status=answer.status, size=answer.size)
        trail.exchanges.append(_exchange(trail.url, self._now(), answer, role))
        if answer.status in REDIRECTS:
            return self._redirect(trail, answer, end)
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        return await self._finish(end, answer, state, conditional=conditional)

    def _redirect(self, trail: _Trail, answer: Answer, end: _Ending) -> Fetched | None:
        target = next_hop(trail.url, answer.headers.get("Location"))
        facts = facts_of(answer, self._now())
        if target is None:
            return end.with_outcome("redirects", f"{answer.status}: leads nowhere that can be fetched", **facts)
        if target in trail.seen:
            return end.with_outcome("redirects", "redirects lead in a circle", **facts)
        if len(trail.seen) > self.limits.max_redirects:
            return end.with_outcome("redirects", f"more than {self.limits.max_redirects} redirects", **facts)
        trail.permanent = trail.permanent and answer.status in PERMANENT_REDIRECTS
        trail.url = target
        return None

    async def _finish(self, end: _Ending, answer: Answer, state: UrlState | None, *, conditional: bool) -> Fetched:
        now = self._now()
        outcome, reason, wait = outcome_of(answer, now, conditional=conditional)
        facts = facts_of(answer, now) | {"retry_after": wait}
        if wait is not None:
            self.gate.hold(host_of(end.trail.url), (wait - now).total_seconds())
        if outcome == "unchanged":
            end.trail.revisits(state)
        if outcome != "fetched":
            return end.with_outcome(outcome, reason, **facts)
        try:
            body = decode_body(answer.body, answer.headers.get("Content-Encoding") or "", self.limits.max_bytes)
        except TooLargeError:
            reason = f"larger than {self.limits.max_bytes / 1e6:g} MB when decompressed"
            return end.with_outcome("too-large", reason, **facts)
        except BrokenGzipError as error:
            return end.with_outcome("broken", f"its encoding is broken: {error}", **facts)
        facts["digest"] = hashlib.sha256(body).hexdigest()
        found = await self._reservation(end, answer, body)
        facts |= {"tdm_reserved": found.reserved if found else None, "tdm_policy": found.policy if found else None}
        if found and found.reserved and end.source.tdm == "obey":
            end.trail.exchanges.pop()  # what is not to be mined is not to be kept
            return end.with_outcome("tdm", f"text and data mining is reserved ({found.where})", **facts)
        if state is not None and state.digest == facts["digest"]:
            end.trail.revisits(state)
            return end.with_outcome("unchanged", "the same bytes as before", body=body, **facts)
        return end.with_outcome("fetched", "", body=body, **facts)

    async def _reservation(self, end: _Ending, answer: Answer, body: bytes) -> Reservation | None:
        if end.role != "page":
            return None
        file = await self.site_files.policy(end.trail.url, lambda url: self._site_file(url, end.source))
        return reservation(end.trail.url, answer.headers, body, file)

    async def _site_file(self, url: str, source: Source) -> SiteFile:
        """A file that speaks for its host, fetched under the same limits as everything."""
        role: FetchRole = "robots" if url.endswith("/robots.txt") else "policy"
        found = await self.fetch(url, source, role=role)
        now = self._now()
        self.site_files.note(found)
        return self.site_files.made(url, found, now)

    def _headers(self, url: str, source: Source, role: FetchRole, state: UrlState | None) -> dict[str, str]:
        headers = {
            "User-Agent": self.agent_of(source),
            "Accept": _ACCEPT.get(role, "*/*"),
            "Accept-Encoding": ACCEPTED,
        }
        if state is not None and url == (state.validated_url or state.url):
            if state.etag:
                headers["If-None-Match"] = state.etag
            if state.last_modified:
                headers["If-Modified-Since"] = state.last_modified
        return headers

    def agent_of(self, source: Source) -> str:
        """The name under which a source is fetched, which is also the one robots.txt is asked about."""
        return source.user_agent or self._user_agent

    def _interval(self, source: Source, crawl_delay: float | None) -> float:
        """Seconds between two requests to a host: the longest that anyone asked for."""
        wanted = 60 / source.requests_per_minute if source.requests_per_minute else self.limits.host_interval
        return max(wanted, crawl_delay or 0.0)

    def _transport(self, source: Source) -> GuardedTransport:
        """The connections of sources that allow the same addresses; others must not share them."""
        key = tuple(sorted(source.allow_addresses))
        if key not in self._transports:
            backend = GuardedBackend(networks(key), self._resolver)
            self._verify = self._verify or httpx.create_ssl_context(trust_env=False)
            self._transports[key] = made = GuardedTransport(
                backend, max_connections=self.limits.connections, verify=self._verify
            )
            self._stack.push_async_callback(made.aclose)
        return self._transports[key]


@dataclass(frozen=True, slots=True)
class _Ending:
    """Makes the result of a fetch that ends at the current hop."""

    trail: _Trail
    source: Source
    role: FetchRole
    started: datetime

    def with_outcome(self, outcome: FetchOutcome, reason: str, body: bytes = b"", **facts: Any) -> Fetched:
        trail = self.trail
        first, last = trail.seen[0], trail.seen[-1]
        moved = last if last != first and trail.permanent and outcome in {"fetched", "unchanged"} else None
        fetch = Fetch(
            source_id=self.source.id,
            url=first,
            role=self.role,
            host=host_of(last),
            started_at=self.started,
            outcome=outcome,
            reason=reason,
            seconds=round(trail.seconds, 6),
            final_url=last if last != first else None,
            moved_to=moved,
            **facts,
        )
        return Fetched(fetch, body, tuple(trail.exchanges))


def _without_rules(file: SiteFile) -> FetchOutcome:
    """A host whose robots.txt can't be reached is down itself, more often than not: say that."""
    return file.failure if file.failure in {"address", "network", "timeout", "deferred"} else "robots"


def host_of(url: str) -> str:
    """Host and port, which turns are counted by."""
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _exchange(url: str, at: datetime, answer: Answer, role: FetchRole) -> Exchange:
    return Exchange(
        url=url,
        at=at,
        request_head=answer.request_head,
        status_line=f"HTTP/1.1 {answer.status} {answer.reason_phrase}".rstrip(),
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers.raw),
        body=answer.body,
        ip=answer.ip,
        role=role,
    )


async def fetch_all(fetcher: Fetcher, urls: list[str], source: Source) -> list[Fetched]:
    """Several addresses of one source at once, in their order."""
    return list(await asyncio.gather(*(fetcher.fetch(url, source) for url in urls)))
