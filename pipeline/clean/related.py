"""Find the headlines of other articles that stand below a “read more” line. Does not match wordings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean.rules import Match
from pipeline.clean.shape import is_headline, is_prose
from pipeline.model import Line

_ANNOUNCING = (":", "»", "→", "►", "▶", ">", "…")  # how a line ends that says: what follows is meant
_HEADLINE = Match("related", "structure:related-headline", strong=True)

Matches = Sequence[Match | None]


def related_lines(lines: Sequence[Line], verdict: Matches) -> Iterator[tuple[int, Match]]:
    """Headlines of other articles: one after a line that announces it, all in a list that ends the text."""
    last_prose = max(
        (at for at, line in enumerate(lines) if verdict[at] is None and is_prose(line.text)), default=len(lines)
    )
    for at, match in enumerate(verdict):
        if match is None or match.kind != "related" or not match.strong:
            continue
        announces = match.exact and lines[at].text.rstrip().endswith(_ANNOUNCING)
        following = _headlines(lines, verdict, at + 1)
        if at > last_prose:
            yield from ((headline, _HEADLINE) for headline in following)
        elif announces and (first := next(following, None)) is not None:
            yield first, _HEADLINE


def _headlines(lines: Sequence[Line], verdict: Matches, start: int) -> Iterator[int]:
    for at in range(start, len(lines)):
        if verdict[at] is not None or lines[at].kind in {"title", "lead", "heading"}:
            return
        if not is_headline(lines[at].text) or is_prose(lines[at].text):
            return
        yield at
