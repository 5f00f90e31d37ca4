"""What is found and received: the entry of `sources.toml`, the item and its bytes, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """Where articles come from: one entry of `sources.toml`."""

    id: str
    name: str
    kind: str  # folder, file, jsonl, warc, feed, sitemap, page
    location: str  # a path relative to the file that names it, or a URL
    language: str | None = None  # ISO 639-1
    country: str | None = None  # ISO 3166-1 alpha-2
    timezone: str | None = None  # IANA name, for times that carry no offset
    enabled: bool = True
    schedule: str | None = None  # "30m", "6h", "1d" or five cron fields; None: as often as it publishes
    requests_per_minute: float | None = None  # to one host; None: the fetcher's own limit
    user_agent: str | None = None
    allow_addresses: tuple[str, ...] = ()  # private networks it may be fetched from, in CIDR notation
    include: tuple[str, ...] = ()  # shell patterns; where any stand, an article's URL matches one
    exclude: tuple[str, ...] = ()  # shell patterns that no article's URL matches
    keep_selectors: tuple[str, ...] = ()  # CSS selectors of the article's parts
    remove_selectors: tuple[str, ...] = ()  # CSS selectors of what is never the article
    rules_on: tuple[str, ...] = ()  # cleaning rules or kinds switched on for it
    rules_off: tuple[str, ...] = ()  # and those switched off
    robots: Literal["obey", "strict"] = "obey"  # strict: without a readable robots.txt nothing is fetched
    tdm: Literal["record", "obey"] = "record"  # a reservation against text and data mining
    category: tuple[str, ...] = ()  # where it stands in an OPML file, the outermost first
    opml: tuple[tuple[str, str], ...] = ()  # attributes of feed readers that newsmill keeps for them


@dataclass(frozen=True, slots=True)
class Item:
    """Something found in a source: a file on disk, a web address, or a document out of a container.

    What stands in a container (WARC, JSON Lines, ZIP, TAR) carries its bytes, because the container
    is read once and as a stream. What can't be used carries its `fault`, and becomes a `Rejection`.
    """

    source_id: str
    uri: str  # as in Capture
    path: Path | None = None  # the file to read
    url: str | None = None  # the web address, where one is known
    payload: bytes | None = None  # bytes that came with it; beside a fault, those it is about
    captured_at: datetime | None = None  # aware; None: when it is read
    media_type: str | None = None  # as the container states it
    charset: str | None = None  # as the server states it
    stated: tuple[Candidate, ...] = ()  # what a feed or container says of it
    fault: str | None = None  # why it can't be used, in words for a person
    pointer: ArchivePointer | None = None  # where its bytes are, if they are in the archive already


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one item as received, and what came with them."""

    source_id: str
    uri: str  # identity of the place: the URL, or `file:` and the path below the loaded folder
    captured_at: datetime  # aware; for files their modification time
    payload: bytes
    digest: str  # SHA-256 of the payload, lower-case hex
    media_type: str  # text/html, text/plain
    url: str | None = None  # the web address, where one is known
    stated: tuple[Candidate, ...] = ()  # what a feed or container says of it, beside the bytes
    pointer: ArchivePointer | None = None  # where the bytes are, if they are in the archive already
    charset: str | None = None  # as the server stated it, in its words; a byte order mark is worth more


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value for one field as a page states it, before it is normalised or judged."""

    field: str  # title, authors, published, modified, publisher, section, tags, canonical_url, image_url, ...
    raw: str  # as found; lists are one candidate an entry
    origin: str  # where: json-ld:headline, og:title, meta:author, microdata:author, visible:h1, url, ...


@dataclass(frozen=True, slots=True)
class ArchivePointer:
    """Where a capture's bytes are: a WARC file below `archive/`, and the record's offset in it."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that could not be loaded: at which stage, and why in words for a person."""

    source_id: str
    uri: str
    stage: str  # discover, fetch, read, clean, load
    reason: str
    digest: str | None = None  # of its bytes, where they were read
    captured_at: datetime | None = None
    size: int | None = None  # bytes
