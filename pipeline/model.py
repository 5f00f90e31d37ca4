"""The values that travel through the pipeline: one small frozen dataclass per stage.

Nothing here does any work. Stages, in order: a `Source` is configured; an `Item` is something found
in it; a `Capture` is an item's bytes as received; `Line`s are what a reader makes of them; `Block`s
are lines that were judged; an `Article` is the result; a `Document` is what is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

# What a block can be. The first group is article text and is kept; the second is set aside.
KEPT_KINDS = ("title", "lead", "paragraph", "heading", "quote", "list", "table", "code", "embed")
REMOVED_KINDS = (
    "advertisement",  # ad labels and sponsored boxes
    "author-box",  # who the author is, at the end of a page
    "boilerplate",  # page furniture that no more specific kind fits
    "byline",  # author, date line, reading time
    "caption",  # what stands under a picture
    "comment",  # what readers wrote
    "comment-form",  # the form in which they write, and its remains
    "consent",  # cookie and privacy texts
    "credit",  # who holds the rights in a picture or text
    "duplicate",  # a line that the page prints twice
    "hidden",  # text that a reader of the page does not see
    "navigation",  # menus, breadcrumbs, footers, page controls
    "newsletter",  # sign-up boxes for letters, alerts, channels
    "paywall",  # subscription offers and their remains
    "related",  # read more, most read, teasers of other articles
    "share",  # share, follow, print and save controls
    "source-marker",  # a marker that a collector left, such as source-121
    "tags",  # topic lists
    "template",  # a line this source repeats, learned from the warehouse
)
BLOCK_KINDS = KEPT_KINDS + REMOVED_KINDS

DocumentKind = Literal["article", "listing", "shell", "error", "empty"]


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
    payload: bytes | None = None  # bytes that came with it
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
class Line:
    """One line of an input as read, before it is judged.

    A reader that already knows a line is not the article sets `rule` (and `kind` from
    REMOVED_KINDS); otherwise `rule` is None and `kind` says what the structure shows.
    """

    text: str  # exactly as read
    kind: str = "paragraph"
    rule: str | None = None
    group: int = 0  # lines with the same number belong together (no blank line between them)
    link_share: float = 0.0  # characters inside links / characters
    row: int | None = None  # cells of one row of a table share it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value for one field as a page states it, before it is normalised or judged."""

    field: str  # title, authors, published, modified, publisher, section, tags, canonical_url, image_url, ...
    raw: str  # as found; lists are one candidate an entry
    origin: str  # where: json-ld:headline, og:title, meta:author, microdata:author, visible:h1, url, ...


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page as read: its visible lines in document order, and what it states about itself."""

    lines: tuple[Line, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    kind: DocumentKind = "article"
    kind_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the input, judged. All blocks in order give the input's lines again."""

    text: str
    kept: bool
    kind: str  # one of BLOCK_KINDS
    rule: str | None = None  # which rule removed it (or why it was kept, where that took a decision)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One candidate value of one field: where it was found, and what became of it."""

    field: str  # title, authors, published, ...
    value: str  # normalised, as text
    raw: str  # as found
    origin: str  # json-ld:headline, og:title, meta:author, visible:h1, url, text, ...
    chosen: bool
    reason: str  # why it won, or why it did not


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said, and who said it."""

    text: str  # without its marks
    speaker: str | None  # the full name where the words that name the speaker hold one; otherwise those words
    direct: bool  # in somebody's own words, between quotation marks
    speaker_name: str | None = None  # who that is, in full, as far as the article says; of a pronoun, too
    verb: str | None = None  # the verb or phrase of the attribution, as it stands
    partial: bool = False  # a fragment inside a sentence of the writer
    start: int | None = None  # offsets in the body, marks included; None: it stands in the lead
    end: int | None = None
    score: float = 1.0  # how sure it is that this was said, 0 to 1


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, place or organisation named in the text."""

    text: str  # as it first stands
    kind: str  # person, place, organisation
    name: str  # canonical form: in full, and not inflected where the base is known
    start: int | None = None  # offsets of the first one in the body; None: only the lead or headline has it
    end: int | None = None
    count: int = 1  # how often it is named in headline, lead and body
    score: float = 1.0  # how sure it is that this is a name of that kind, 0 to 1
    country: str | None = None  # ISO 3166-1 alpha-2, of places where it is known


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date that the text speaks of, as a span of days."""

    text: str  # as it stands
    start: int  # offsets in the body
    end: int
    first: date  # the first and the last day it can mean
    last: date
    precision: str  # day, week, month, year
    relative: bool  # counted from the day of publication


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed and by which agency's desk, as its first words say: Seoul (dpa) –."""

    place: str | None
    agency: str | None
    country: str | None = None  # ISO 3166-1 alpha-2 of the place


@dataclass(frozen=True, slots=True)
class Article:
    """What newsmill knows about one document."""

    title: str | None = None
    lead: str | None = None  # the standfirst
    body: str = ""  # paragraphs joined by a blank line, without headline and lead
    authors: tuple[str, ...] = ()
    published: datetime | date | None = None  # aware; a date where only the day is known
    modified: datetime | date | None = None
    language: str | None = None  # ISO 639-1
    publisher: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    canonical_url: str | None = None
    image_url: str | None = None
    source_ref: str | None = None  # a collector's marker in the text, such as source-121
    description: str | None = None  # what the page says of itself, whether or not it shows it
    paywalled: bool | None = None  # None: nothing on the page says so
    kind: DocumentKind = "article"
    kind_reason: str | None = None  # why it is not an article, in words for a person
    word_count: int = 0
    blocks: tuple[Block, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    text_dates: tuple[TextDate, ...] = ()
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that could not be loaded: at which stage, and why in words for a person."""

    source_id: str
    uri: str
    stage: str  # discover, fetch, read, clean, load
    reason: str
    digest: str | None = None  # of its bytes, where it has any; they are in the archive
    captured_at: datetime | None = None
    size: int | None = None  # bytes


@dataclass(frozen=True, slots=True)
class ArchivePointer:
    """Where a capture's bytes are: a WARC file below `archive/`, and the record's offset in it."""

    file: str
    offset: int


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


@dataclass(frozen=True, slots=True)
class Document:
    """What became of a capture, on its way into the warehouse: an article, or a rejection."""

    capture: Capture
    article: Article | None
    rejection: Rejection | None = None
    pointer: ArchivePointer | None = None

    @property
    def source_id(self) -> str:
        """Where it came from."""
        return self.capture.source_id

    def at(self, pointer: ArchivePointer) -> Document:
        """The same document, its bytes archived."""
        return replace(self, pointer=pointer)


@dataclass(slots=True)
class Counts:
    """What a run did for one source; added up while it goes."""

    found: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    lines_removed: int = 0
    seconds: float = 0.0

    def add(self, other: Counts) -> None:
        """Add another count to this one."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the pipeline."""

    id: str
    started_at: datetime
    command: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check of the warehouse that found rows it should not."""

    check: str  # its file in sql/checks
    severity: Literal["error", "warning"]  # an error keeps the file from being published
    title: str  # what must hold
    rows: int  # that break it
    examples: str | None = None  # up to three of them, JSON

    @property
    def is_error(self) -> bool:
        """Whether it keeps the file from being published."""
        return self.severity == "error"

    def __str__(self) -> str:
        rows = f"{self.rows:,} rows" if self.rows > 1 else "1 row"
        return f"{self.severity}: {self.title}; not so for {rows} (check {self.check})"
