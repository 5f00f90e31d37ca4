"""What is remembered of fetching: each attempt, each address, each poll, each file that speaks for a host."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pipeline.model.sources import ArchivePointer, Candidate

FetchRole = Literal["page", "feed", "sitemap", "section", "robots", "policy"]
FetchOutcome = Literal[
    "fetched",
    "unchanged",  # 304, or the bytes that are known already
    "missing",  # 404
    "gone",  # 410: don't ask again
    "refused",  # other 4xx
    "throttled",  # 429, or 503 with Retry-After
    "server-error",  # other 5xx
    "robots",  # robots.txt disallows it, or can't be reached
    "tdm",  # text and data mining is reserved, and the source obeys
    "address",  # the guard refused the address
    "network",  # no name, no connection, or it broke
    "timeout",
    "too-large",
    "broken",  # an answer that HTTP does not allow
    "redirects",  # too many, in a circle, or to nowhere
    "deferred",  # not tried now, for the host's sake
]


@dataclass(frozen=True, slots=True)
class Fetch:
    """One attempt to fetch one address, whatever came of it."""

    source_id: str
    url: str
    role: FetchRole
    host: str  # with its port; the one that answered last
    started_at: datetime  # aware
    outcome: FetchOutcome
    reason: str  # in words for a person
    status: int | None = None  # of the last response
    size: int = 0  # bytes of the last body as they came over the wire
    seconds: float = 0.0  # waiting for the host's turn not counted
    final_url: str | None = None  # where redirects led
    moved_to: str | None = None  # the address to use from now on: every redirect was permanent
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None  # as sent
    retry_after: datetime | None = None  # aware
    fresh_until: datetime | None = None  # aware; by Cache-Control or Expires
    digest: str | None = None  # SHA-256 of the decoded body
    http_version: str | None = None
    ip: str | None = None
    tdm_reserved: bool | None = None  # None: nothing says so
    tdm_policy: str | None = None  # URL


@dataclass(frozen=True, slots=True)
class UrlState:
    """What is remembered of an address from one run to the next."""

    url: str
    source_id: str
    uri: str | None = None  # the identity of the article that was first found there
    first_fetched_at: datetime | None = None  # aware
    last_fetched_at: datetime | None = None  # aware
    etag: str | None = None
    last_modified: str | None = None
    validated_url: str | None = None  # the address that sent these two, after redirects
    digest: str | None = None
    reads: int = 0  # successful ones, 304 among them
    failures: int = 0  # in a row
    next_at: datetime | None = None  # aware; None: not again
    moved_to: str | None = None
    gone: bool = False
    stated: tuple[Candidate, ...] = ()  # what the list said that first named it


@dataclass(frozen=True, slots=True)
class PollState:
    """What is remembered of polling a source: everything that decides when it is polled next."""

    source_id: str
    last_at: datetime | None = None  # aware; the last poll, whatever came of it
    next_at: datetime | None = None  # aware; None: now
    arrivals: tuple[datetime, ...] = ()  # aware; when its newest items were published or first seen, sorted
    failures: int = 0  # in a row
    failing_since: datetime | None = None  # aware
    reason: str = ""  # of the last failure, in words
    retry_after: datetime | None = None  # aware
    fresh_until: datetime | None = None  # aware; by Cache-Control or Expires
    ttl_seconds: float | None = None  # as the feed states it


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file that speaks for a whole host (robots.txt, tdmrep.json), kept for as long as it may be."""

    url: str
    fetched_at: datetime  # aware
    expires_at: datetime  # aware
    status: int | None  # None: the host could not be reached
    body: bytes = b""
    failure: FetchOutcome | None = None  # why it could not be reached
    reason: str = ""  # the same in words


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a batch of fetches leaves for the log and for the next run; the last word on an address counts."""

    fetches: tuple[tuple[Fetch, ArchivePointer | None], ...] = ()
    url_states: tuple[UrlState, ...] = ()
    poll_states: tuple[PollState, ...] = ()
    site_files: tuple[SiteFile, ...] = ()
