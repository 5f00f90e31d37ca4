"""What feed readers show of a row: the one form that Atom, RSS, JSON Feed and ninjs are written from. Pure.

A row needs `article_id` and `title`; what else it has is used by its name (see `USED`). A row that is not an
article by itself (a correction, a new headline) says what makes it one of a kind in `entry_id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from pipeline.feeds.texts import readable, urn, web_uri

NEEDED = ("article_id", "title")
USED = """
entry_id url summary body authors published_at published_on updated_at language publisher section tags image_url
source_id source_name word_count revision
"""
_TITLE_LENGTH = 80
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    id: str  # a URI
    title: str  # plain text; never empty
    is_titled: bool  # whether the article has that title; else it is how its text begins
    url: str | None
    summary: str
    body: str  # plain text, paragraphs with a blank line between them
    authors: tuple[str, ...]
    published: datetime | None  # where only the day is known, its beginning in UTC
    updated: datetime
    language: str | None
    publisher: str | None
    tags: tuple[str, ...]  # the section first
    image: str | None
    about: Mapping[str, Any]  # what newsmill knows beside: ids and dates as they are

    @property
    def text(self) -> str:
        """What there is to read: never empty."""
        return self.body or self.summary or self.title


@dataclass(frozen=True, slots=True)
class Head:
    """What a feed says of itself."""

    name: str  # of its files, without their ending: latest_by_source/hafenblatt
    title: str
    description: str
    base_url: str | None

    @property
    def id(self) -> str:
        """Its URI."""
        return urn("feed", self.name)

    def address(self, ending: str) -> str | None:
        """Where the file is served, if that is known."""
        return web_uri(f"{self.base_url}{self.name}{ending}") if self.base_url else None


def entries_of(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Entries in the order of the rows; an id that comes again keeps its first row alone."""
    found: dict[str, Entry] = {}
    for row in rows:
        entry = _entry(row)
        found.setdefault(entry.id, entry)
    return list(found.values())


def updated_of(entries: Sequence[Entry]) -> datetime:
    """When the newest of them changed; a feed without entries has a date of its own."""
    return max((entry.updated for entry in entries), default=_BEFORE_ALL)


def language_of(entries: Sequence[Entry]) -> str | None:
    """The language they all have, if they do."""
    languages = {entry.language for entry in entries}
    return languages.pop() if len(languages) == 1 else None


def _entry(row: Mapping[str, Any]) -> Entry:
    text = {name: _text(row.get(name)) for name in ("title", "summary", "body")}
    published = _moment(row.get("published_at")) or _moment(row.get("published_on"))
    publisher = _text(row.get("publisher")) or _text(row.get("source_name")) or _text(row.get("source_id"))
    section = _text(row.get("section"))
    return Entry(
        id=urn("article", str(row.get("article_id")), *([str(row["entry_id"])] if row.get("entry_id") else [])),
        title=text["title"] or _beginning(text["summary"] or text["body"]) or "(untitled)",
        is_titled=bool(text["title"]),
        url=web_uri(row.get("url")),
        summary=text["summary"],
        body=text["body"],
        authors=_texts(row.get("authors")),
        published=published,
        updated=_moment(row.get("updated_at")) or published or _BEFORE_ALL,
        language=_language(row.get("language")),
        publisher=publisher or None,
        tags=tuple(dict.fromkeys([*([section] if section else []), *_texts(row.get("tags"))])),
        image=web_uri(row.get("image_url")),
        about={"article_id": row.get("article_id")}
        | {name: row[name] for name in _ABOUT if row.get(name) is not None},
    )


# How a language tag looks (RFC 5646); anything else is no language to declare.
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ABOUT = ("source_id", "revision", "published_on", "word_count")


def _language(value: Any) -> str | None:
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def _text(value: Any) -> str:
    return readable(value) if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    several = [value] if isinstance(value, str) else value or []
    return tuple(dict.fromkeys(text for each in several if (text := _text(each))))


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TITLE_LENGTH else words[: _TITLE_LENGTH - 1].rstrip() + "…"
