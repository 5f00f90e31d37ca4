"""Which articles have the same text as one of them, and what each outlet made of it: for `newsmill explain`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.store.statements import statement
from pipeline.wording import counted

if TYPE_CHECKING:
    from rich.text import Text

_LONGEST = 100  # characters of a paragraph that are shown
_MARKS = {"added": ("+", "green"), "cut": ("-", "red"), "changed": ("~", "yellow"), "headline": ("#", "cyan")}


class Copy(NamedTuple):
    """One article of a group with the same text."""

    article_id: str
    source_id: str
    published_at: datetime | None
    published_on: date | None
    title: str | None
    is_origin: bool
    agency: str | None
    evidence: str
    kept_share: float


class Change(NamedTuple):
    """One thing that a copy has otherwise than its origin."""

    article_id: str
    change: str
    place: int
    text: str | None
    origin_text: str | None


@dataclass(frozen=True, slots=True)
class Copies:
    """The group that an article belongs to; empty where nobody else has its text."""

    members: Sequence[Copy] = ()
    changes: Sequence[Change] = ()


def copies_of(connection: Any, article: str) -> Copies:
    """The group of an article, and how its members differ from the origin."""
    members = [Copy(*row) for row in connection.execute(statement("queries/copies"), {"id": article}).fetchall()]
    rows = connection.execute(statement("queries/copy_changes"), {"id": article}).fetchall() if members else []
    return Copies(members, [Change(*row) for row in rows])


def told(copies: Copies, article: str) -> Iterator[Text]:
    """Lines that say where the text comes from and what each outlet added (+), cut (-) or changed (~)."""
    from rich.text import Text  # noqa: PLC0415 - `--help` pays for none of this

    sources = len({each.source_id for each in copies.members})
    yield Text(
        f"The same text in {counted(len(copies.members), 'article')} of {counted(sources, 'source')}:",
        style="bold",
    )
    for member in copies.members:
        when = member.published_at.strftime("%Y-%m-%d %H:%M") if member.published_at else member.published_on
        said = f"origin: {member.evidence}" if member.is_origin else f"has {member.kept_share:.0%} of it"
        here = " (this one)" if member.article_id == article else ""
        line = Text(f"\n{member.article_id} · {member.source_id} · {when or 'no date'}{here} · ")
        yield line.append(said, style="bold green" if member.is_origin else "dim")
        for change in copies.changes:
            if change.article_id == member.article_id:
                yield _line(change)


def _line(change: Change) -> Text:
    from rich.text import Text  # noqa: PLC0415

    mark, style = _MARKS[change.change]
    text = " ".join((change.text or change.origin_text or "").split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return Text(f"  {mark} ", style=style).append(shown).append(f"   {change.change}", style="dim")
