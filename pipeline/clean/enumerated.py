"""Find matched lines that are part of a list or table of the article's own: they only look like residue.

“Social media” is a button, but not among the points of an agency's services; “by Mara Lind” is a byline, but not
below each title of a list of books. Says what the lines around tell, not what a line matches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.clean.rules import Match
from pipeline.clean.shape import bullet_of
from pipeline.model import Line

_LONGEST_ROW = 300  # characters
_ROW_CELLS = 3
_ENTRIES = 2  # further lines of the same rule, amid the text, that make a list of what may be a byline

Matches = Sequence[Match | None]


def enumerated_lines(lines: Sequence[Line], found: Matches) -> set[int]:
    """The matched lines whose match says nothing here."""
    return {*_points(lines, found), *_rows(lines, found)}


def entries(lines: Sequence[Line], found: Matches, edges: set[int], first_prose: int | None) -> set[int]:
    """Lines that name who wrote or when, as others amid the text do, too: entries of a list, not its byline.

    `edges` are the places where a byline may stand; the one above the text's first prose is one all the same.
    """
    amid: defaultdict[str, set[str]] = defaultdict(set)
    for at, match in enumerate(found):
        if match is not None and match.kind == "byline" and match.edge and at not in edges:
            amid[match.rule].add(lines[at].text)
    listed = {rule for rule, texts in amid.items() if len(texts) >= _ENTRIES}
    begins = len(lines) if first_prose is None else first_prose
    return {at for at, match in enumerate(found) if match is not None and match.rule in listed and at > begins}


def _points(lines: Sequence[Line], found: Matches) -> Iterator[int]:
    """Points of a list most of which match nothing."""
    for bullet, members in groupby(range(len(lines)), key=lambda at: bullet_of(lines[at].text)):
        points = list(members)
        open_points = [at for at in points if found[at] is not None and lines[at].rule is None]
        if bullet and 0 < len(open_points) <= (len(points) - 1) / 2:
            yield from open_points


def _rows(lines: Sequence[Line], found: Matches) -> Iterator[int]:
    """Rows of a table: as many cells as the unmatched line before or after has."""
    cells = [_cells(line.text) for line in lines]
    usual = Counter(cells)
    for at, match in enumerate(found):
        if match is None or cells[at] < _ROW_CELLS or usual[cells[at]] < _ROW_CELLS or lines[at].rule is not None:
            continue
        beside = (near for near in (at - 1, at + 1) if 0 <= near < len(lines))
        if any(found[near] is None and cells[near] == cells[at] for near in beside):
            yield at


def _cells(text: str) -> int:
    return text.count("|") + 1 if len(text) <= _LONGEST_ROW and "|" in text else 0
