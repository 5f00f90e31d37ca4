"""Find controls among the last lines of a text by most of their words. Does not look above its last prose.

Where a page goes on below its article, there is little but what belongs to the page, so a line there may have a
word or two that no control is known to have. What looks like prose, a heading or a point of a list stays; so does
the only line below the text if it just names a thing: “The minister's comment”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.clean.composed import COMMON
from pipeline.clean.fold import fold
from pipeline.clean.matcher import match_line
from pipeline.clean.rules import Match, RuleSet
from pipeline.clean.shape import bullet_of, is_prose
from pipeline.model import Line

_NEVER = frozenset({"title", "lead", "heading", "code", "table", "quote", "caption"})
_LONGEST = 120  # characters

Matches = Sequence[Match | None]


def closing_lines(
    lines: Sequence[Line], verdict: Matches, rules: RuleSet, language: str | None
) -> Iterator[tuple[int, Match]]:
    """The lines with which the text ends that are partly known, up to the first that is not."""
    last_prose = max(
        (at for at, line in enumerate(lines) if verdict[at] is None and is_prose(line.text)), default=None
    )
    if last_prose is None:
        return  # a poem, a list: nothing tells where its page goes on
    goes_on = any(verdict[last_prose + 1 :])
    for at in range(len(lines) - 1, last_prose, -1):
        if verdict[at] is not None or not lines[at].text.strip():
            continue
        match = _match(lines[at], rules, language)
        if match is None or not (goes_on or match.complete):
            return
        yield at, match


def _match(line: Line, rules: RuleSet, language: str | None) -> Match | None:
    if line.kind in _NEVER or len(line.text) > _LONGEST or bullet_of(line.text):
        return None
    if rules.off and match_line(line.text, rules.whole, language):
        return None  # what its source has switched off
    key = fold(line.text)
    languages = dict.fromkeys(filter(None, (language, COMMON)))
    return next(filter(None, (rules.partly_composed(key, line.text, each) for each in languages)), None)
