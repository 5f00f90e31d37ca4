"""Find lines that belong to a box whose other lines are known: a link below its label, the points of an offer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.clean.rules import Match
from pipeline.clean.shape import is_prose
from pipeline.model import Line

# What stands inside such a box is part of it. Advertisements are no box: an article goes on between two of them.
_BOXES = frozenset({"paywall", "newsletter", "consent", "comment-form"})
_LABELS = frozenset({"related", "navigation"})
_NEVER = frozenset({"title", "lead", "heading", "code"})
_MOST_LINES = 6
_ALL_LINK = 0.9  # share of linked characters from which a line is nothing but a link

Matches = Sequence[Match | None]


def enclosed_lines(lines: Sequence[Line], verdict: Matches) -> Iterator[tuple[int, Match]]:
    """Short lines within a box, and links right below a label, with what removes them."""
    for is_kept, members in groupby(range(len(lines)), key=lambda at: verdict[at] is None):
        run = list(members)
        before = verdict[run[0] - 1] if run[0] else None
        if not is_kept or before is None:
            continue
        if before.kind in _LABELS:
            yield from _links(lines, run)
        elif before.kind in _BOXES and run[-1] + 1 < len(lines) and _are_points(lines, run):
            yield from ((at, Match(before.kind, "structure:enclosed", strong=True)) for at in run)


def _are_points(lines: Sequence[Line], run: Sequence[int]) -> bool:
    short = (lines[at].kind not in _NEVER and not is_prose(lines[at].text) for at in run)
    return len(run) <= _MOST_LINES and all(short)


def _links(lines: Sequence[Line], run: Sequence[int]) -> Iterator[tuple[int, Match]]:
    for at in run:
        if lines[at].link_share < _ALL_LINK or lines[at].kind in _NEVER or is_prose(lines[at].text):
            return
        yield at, Match("related", "structure:link-below-label", strong=True)
