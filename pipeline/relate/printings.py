"""Where a text that several outlets print comes from, and who credits whom. Pure.

An outlet that others name in byline, dateline or last line is the origin; else the one that had it first, and of
those that had it on the same day the one with most of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.normalise.author_words import AGENCIES

_WORD = re.compile(r"[^\W_]+")
_LAST_LINE = re.compile(r"\(([^()]{2,40})\)\s*$|(?:^|\n)\s*([^\n]{2,30})$")
_MANY_WORDS = 4  # a byline with more of them in a row names nobody's desk
_NO_NAMES = {"wire", "press", "associated", "agencia", "agencias", "agencies", "agence", "pm", "dj", "ir", "pa"}


@dataclass(frozen=True, slots=True)
class Printing:
    """One article of a group with the same text."""

    article_id: str
    revision: int
    source_id: str
    source_name: str | None
    publisher: str | None
    title: str | None
    lead: str | None
    body: str
    authors: Sequence[str]
    agency: str | None  # of its dateline
    removed: Sequence[str]  # bylines and credits that are no part of the text
    published_at: datetime | None
    published_on: date | None
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """The probable origin of a group."""

    article_id: str
    agency: str | None  # that the group credits
    evidence: str  # in words for a person


def origin_of(printings: Sequence[Printing]) -> Origin:
    """Find the origin of a group; needs one printing at least."""
    votes: Counter[str] = Counter()
    said: dict[str, str] = {}
    for each in printings:
        for other in printings:
            named = _credits_of(each) & _names_of(other) if other.source_id != each.source_id else set()
            if named:
                votes[other.article_id] += 1
                said[other.article_id] = min(named, key=len)
    if votes:
        most = max(votes.values())
        first = min((each for each in printings if votes[each.article_id] == most), key=_order)
        name = said[first.article_id]
        return Origin(first.article_id, _as_written(printings, name), f"credited as {name} by {_others(most)}")
    return _earliest(printings)


def _earliest(printings: Sequence[Printing]) -> Origin:
    agency = _agency(printings)
    because = f"; credits {agency}, which is no source here" if agency else ""
    days = {_day(each) for each in printings}
    if all(each.published_at for each in printings):
        first = min(printings, key=_order)
        times = sorted(each.published_at for each in printings if each.published_at)
        if len(times) == 1 or times[0] < times[1]:
            return Origin(first.article_id, agency, f"published first{because}")
    elif all(each.published_on for each in printings) and len(days) > 1:
        first = min(printings, key=lambda each: (_day(each), -len(each.body), each.article_id))
        return Origin(first.article_id, agency, f"published first{because}")
    elif len({each.first_seen for each in printings}) > 1 and len(days) > 1:
        first = min(printings, key=lambda each: (each.first_seen, -len(each.body), each.article_id))
        return Origin(first.article_id, agency, f"seen first{because}")
    longest = min(printings, key=lambda each: (-len(each.body), each.first_seen, each.article_id))
    return Origin(longest.article_id, agency, f"the most complete of those of that time{because}")


def _order(printing: Printing) -> tuple[datetime, int, str]:
    return (printing.published_at or printing.first_seen, -len(printing.body), printing.article_id)


def _day(printing: Printing) -> date:
    return printing.published_on or printing.first_seen.date()


def _others(count: int) -> str:
    return "another one" if count == 1 else f"{count} others"


def _agency(printings: Sequence[Printing]) -> str | None:
    """The agency that most of a group credit, of those that are known."""
    found = Counter(
        word for each in printings for word in _credits_of(each) if word in AGENCIES and word not in _NO_NAMES
    )
    if not found:
        return None
    return _as_written(printings, min(found, key=lambda word: (-found[word], word)))


def _as_written(printings: Sequence[Printing], name: str) -> str:
    """A name as the group writes it, first in datelines and bylines."""
    for each in printings:
        for text in (*filter(None, (each.agency,)), *each.authors, *each.removed, each.body[-60:]):
            words: list[str] = [text, *_WORD.findall(text)]
            for word in words:
                if _folded(word) == name:
                    return word.strip()
    return name


def _credits_of(printing: Printing) -> set[str]:
    """Whoever is named in the places that give credit, folded: whole and word by word."""
    found: set[str] = set()
    for text in _credit_lines(printing):
        folded = _folded(text)
        found |= {folded, *_WORD.findall(folded)}
    return found


def _credit_lines(printing: Printing) -> Iterator[str]:
    if printing.agency:
        yield printing.agency
    yield from (name for name in printing.authors if len(name.split()) <= _MANY_WORDS)
    yield from printing.removed
    last = _LAST_LINE.search(printing.body)
    if last:
        yield last[1] or last[2]


def _names_of(printing: Printing) -> set[str]:
    """How others may name the outlet: its name, its key, its initials."""
    names = [name for name in (printing.source_name, printing.publisher) if name]
    initials = {"".join(word[0] for word in _WORD.findall(_folded(name))) for name in names}
    return {_folded(printing.source_id), *map(_folded, names), *(each for each in initials if len(each) > 1)}


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign)).strip()
