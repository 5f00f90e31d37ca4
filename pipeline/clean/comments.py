"""Find readers' comments: what stands between the marks that a comment section leaves in a text.

A comment is prose like the article's, so the form alone takes nothing with it. Only what is enclosed
by marks of comments (who wrote when, “Reply”) goes; an article that goes on after a form stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean.matcher import DATE_LINE, NAME_AND_DATE
from pipeline.clean.rules import Match
from pipeline.clean.shape import is_name
from pipeline.model import Line

_LONGEST_COMMENT = 6  # lines; a longer gap between marks means that something else has begun
_TALK = frozenset({"comment", "comment-form"})
_SIGNED = frozenset({DATE_LINE, NAME_AND_DATE})
_ENCLOSED = Match("comment", "structure:comment", strong=True)

Matches = Sequence[Match | None]


def comment_lines(lines: Sequence[Line], found: Matches, verdict: Matches) -> Iterator[tuple[int, Match]]:
    """The lines that belong to a comment section that has been recognised, with what they match."""
    at = 0
    while at < len(lines):
        match = verdict[at]
        if match is None or match.kind not in _TALK:
            at += 1
            continue
        marks = list(_marks(found, at))
        yield from _section(lines, found, marks)
        at = marks[-1] + 1


def _marks(found: Matches, start: int) -> Iterator[int]:
    """The marks of the section that begins at `start`; it ends where none follows soon enough."""
    last = start
    yield start
    for at in range(start + 1, len(found)):
        if at - last > _LONGEST_COMMENT:
            return
        if _is_mark(found[at]):
            last = at
            yield at


def _is_mark(match: Match | None) -> bool:
    return match is not None and (match.kind in _TALK or match.rule in _SIGNED)


def _section(lines: Sequence[Line], found: Matches, marks: Sequence[int]) -> Iterator[tuple[int, Match]]:
    if not any(_is_comment(found[mark]) for mark in marks):
        return  # only a form, or its remains
    for mark in marks[1:]:
        match = found[mark]
        if match is not None:
            yield mark, match
    for before, after in zip(marks, [*marks[1:], len(lines)], strict=True):
        gap = range(before + 1, after)
        if gap and _encloses(lines, found[before], found[after] if after < len(lines) else None, gap):
            yield from ((at, _ENCLOSED) for at in gap)


def _encloses(lines: Sequence[Line], before: Match | None, after: Match | None, gap: range) -> bool:
    """Whether what stands between two marks was written by a reader."""
    if len(gap) >= _LONGEST_COMMENT:
        return False
    if _is_head(before):  # "Anna says:", "12 March at 14:05": their words follow
        return True
    if _is_head(after):
        return len(gap) == 1 and is_name(lines[gap[0]].text)
    return _is_comment(after) and (_is_comment(before) or is_name(lines[gap[0]].text))


def _is_head(match: Match | None) -> bool:
    """Who wrote, or when: a pattern (names vary) or a date."""
    return match is not None and ((match.kind == "comment" and not match.exact) or match.rule in _SIGNED)


def _is_comment(match: Match | None) -> bool:
    return match is not None and match.kind == "comment"
