"""Decide which lines go: what a line matches, weighed with where it stands and what stands beside it.

Prose is never cut: only lines that match as a whole come into question. A strong match goes anywhere, a
weak one where its surroundings agree, the title never, unless a headline follows what is certainly none.
When unsure, keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile

from pipeline.clean.closing import closing_lines
from pipeline.clean.comments import comment_lines
from pipeline.clean.enclosed import enclosed_lines
from pipeline.clean.enumerated import entries, enumerated_lines
from pipeline.clean.forms import LINK_RULE, SEPARATOR_RULE
from pipeline.clean.matcher import FAMILIES, match_line
from pipeline.clean.related import related_lines
from pipeline.clean.rules import COMPOSED, Match, RuleSet
from pipeline.clean.shape import is_headline, is_prose
from pipeline.model import Line

# Lines from the top and bottom within which bylines, dates and credits of a text stand.
_TOP_EDGE, _BOTTOM_EDGE = 8, 4
_TOP_KINDS = frozenset({"share", "navigation", "byline", "tags", "credit", "comment-form"})
_WORDS_OF_LISTS = frozenset({"navigation", "related", "tags"})  # ordinary words that a list may contain, too
_ALL_LINKS = 0.9  # share of linked characters from which a line is nothing but links

_BAR = 3  # lines in a row

Matches = Sequence[Match | None]


def judge(lines: Sequence[Line], rules: RuleSet, language: str | None) -> list[Match | None]:
    """For each line the match that removes it, or None where it is kept; preset rules are carried over."""
    known: dict[str, Match | None] = {}  # lines that a text repeats are looked up once
    found = [_match(line, rules, language, known) for line in lines]
    for at in enumerated_lines(lines, found):
        found[at] = None
    title = _title(lines, found)
    if title is not None:
        found[title] = None
    layout = _Layout(lines, found, title)
    verdict = [match if match and layout.agrees(at, match) else None for at, match in enumerate(found)]
    more = _Additions(verdict, rules, title)
    more.add(comment_lines(lines, found, verdict))
    more.add(related_lines(lines, verdict))  # headlines stand below what is left without the comments
    more.add(enclosed_lines(lines, verdict))
    more.add(closing_lines(lines, verdict, rules, language))
    return verdict


class _Additions:
    """Adds to a verdict what belongs to lines that go already."""

    def __init__(self, verdict: list[Match | None], rules: RuleSet, title: int | None) -> None:
        self.verdict = verdict
        self.rules = rules
        self.title = title

    def add(self, lines: Iterable[tuple[int, Match]]) -> None:
        for at, match in list(lines):
            if at != self.title and self.verdict[at] is None and self.rules.allows(match.kind, match.rule):
                self.verdict[at] = match


def _match(line: Line, rules: RuleSet, language: str | None, known: dict[str, Match | None]) -> Match | None:
    if line.rule is not None and rules.allows(line.kind, line.rule):
        return _preset(line.kind, line.rule)
    if line.text not in known:
        known[line.text] = match_line(line.text, rules, language)
    match = None if line.kind == "code" else known[line.text]
    # A time or a name in a table's cell is a value, not a byline.
    return None if match and match.edge and line.kind == "table" else match


@lru_cache(maxsize=1_000)  # a page has hundreds of lines that its reader set aside, by few rules
def _preset(kind: str, rule: str) -> Match:
    return Match(kind, rule, strong=True, exact=True)


def _title(lines: Sequence[Line], found: Matches) -> int | None:
    """The line that must stay: the reader's title, or the first line that no reader has set aside.

    It is passed over only if it is residue word for word and what follows can be a headline.
    """
    candidates = [at for at, line in enumerate(lines) if line.rule is None and line.text.strip()]
    marked = [at for at in candidates if lines[at].kind == "title"]
    following = _next_unmatched(found)
    for at in marked or candidates:
        match = found[at]
        certain = match is not None and match.strong and match.exact
        if not certain or following[at] is None or not is_headline(lines[following[at] or 0].text):
            return at
    return None


def _next_unmatched(found: Matches) -> list[int | None]:
    """For each line the next one after it that is not strongly matched."""
    result: list[int | None] = [None] * len(found)
    following = None
    for at in range(len(found) - 1, -1, -1):
        result[at] = following
        match = found[at]
        if match is None or not match.strong:
            following = at
    return result


class _Layout:
    """Where the prose of a text begins and ends, and which matched lines stand together."""

    def __init__(self, lines: Sequence[Line], found: Matches, title: int | None) -> None:
        self.lines = lines
        self.found = found
        prose = [at for at, line in enumerate(lines) if found[at] is None and at != title and is_prose(line.text)]
        self.top = -1 if title is None else title
        # A page's menus, which its reader set aside, are no part of the text whose edges count.
        open_lines = [at for at, line in enumerate(lines) if line.rule is None]
        self.place = {at: place for place, at in enumerate(open_lines)}
        self.first_prose = prose[0] if prose else None
        self.last_prose = prose[-1] if prose else None
        self.bars = set(_bars(lines, found))
        self.edges = {at for at, match in enumerate(found) if match and match.edge and self._near_edge(at)}
        self.edges -= entries(lines, found, self.edges, self.first_prose)
        self.below = set(self._below())
        self.is_alone = self.last_prose is not None and sum(map(bool, found[self.last_prose + 1 :])) == 1

    def agrees(self, at: int, match: Match) -> bool:
        """Whether a line that matches goes, here."""
        if match.edge and at not in self.edges:
            return False
        return match.strong or self._weak_goes(at, match)

    def _near_edge(self, at: int) -> bool:
        place = self.place.get(at, at)
        if place < _TOP_EDGE or place >= len(self.place) - _BOTTOM_EDGE:
            return True
        return self.last_prose is not None and at > self.last_prose

    def _weak_goes(self, at: int, match: Match) -> bool:
        if self.last_prose is not None and at > self.last_prose and (match.complete or not self.is_alone):
            if match.rule == LINK_RULE and self._among(at, LINK_RULE):
                return False  # a list of references stays
            if match.kind not in _WORDS_OF_LISTS or at in self.below:
                return True
        by_words = match.rule.startswith(COMPOSED)  # as a second headline may be, too
        above = self.first_prose is not None and self.top < at < self.first_prose
        if above and match.kind in _TOP_KINDS and not by_words:
            return True
        if self.lines[at].link_share >= _ALL_LINKS or at in self.bars:
            return True
        return any(_supports(self.found[near], match) for near in (at - 1, at + 1) if 0 <= near < len(self.found))

    def _below(self) -> Iterator[int]:
        """The matched lines with which the text ends, and several right below the last prose."""
        start = len(self.found) if self.last_prose is None else self.last_prose + 1
        yield from takewhile(lambda at: self.found[at] is not None, range(len(self.found) - 1, start - 1, -1))
        first = list(takewhile(lambda at: self.found[at] is not None, range(start, len(self.found))))
        yield from first if len(first) > 1 else ()

    def _among(self, at: int, rule: str) -> bool:
        """Whether a line beside this one, or the next but one, matches the same rule."""
        beside = (self.found[near] for near in (at - 2, at - 1, at + 1, at + 2) if 0 <= near < len(self.found))
        return any(match is not None and match.rule == rule for match in beside)


def _bars(lines: Sequence[Line], found: Matches) -> Iterator[int]:
    """The lines of bars: three controls or more below one another, of whatever kinds, but not all the same."""
    for is_control, members in groupby(range(len(found)), key=lambda at: _is_control(lines[at], found[at])):
        bar = list(members)
        if is_control and len(bar) >= _BAR and len({_rule(found[at]) for at in bar}) > 1:
            yield from bar


def _rule(match: Match | None) -> str | None:
    return None if match is None else match.rule


def _is_control(line: Line, match: Match | None) -> bool:
    known = match is not None and match.exact and match.rule not in {LINK_RULE, SEPARATOR_RULE}
    return known and line.rule is None


def _supports(neighbour: Match | None, match: Match) -> bool:
    """Whether a matched neighbour makes it likely that a weakly matched line is residue, too.

    Ad labels stand between any two paragraphs and say nothing about what follows, nor does one line of a
    list about the next: links among links, “12 votes” below “7 votes”.
    """
    if neighbour is None or (neighbour.rule == match.rule and not neighbour.strong):
        return False
    same = FAMILIES.get(neighbour.kind, neighbour.kind) == FAMILIES.get(match.kind, match.kind)
    return same or (neighbour.strong and not neighbour.edge and neighbour.kind != "advertisement")
