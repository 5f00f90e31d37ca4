"""What a document says: its lines as read, and the article that they are once judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.model.kinds import DocumentKind
from pipeline.model.sources import Candidate


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
