"""What an outlet made of a text it took over: paragraphs added, cut and reworded, another headline. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from pipeline.relate.shingles import folded

_WORD = re.compile(r"[^\W_]+")
_SAME_PARAGRAPH = 0.4  # of the words of the shorter one

Kind = Literal["headline", "added", "changed", "cut"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference of a copy from its origin."""

    change: Kind
    place: int  # of the paragraph in the copy (of a cut one in the origin), from 1; 0: headline or lead
    text: str | None
    origin_text: str | None


class _Part(NamedTuple):
    """A paragraph, and its words as they are compared."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """Headline, lead and paragraphs of a text."""

    title: str | None
    lead: str | None
    paragraphs: tuple[str, ...]

    @cached_property
    def parts(self) -> dict[int, _Part]:
        """Lead and paragraphs, by place."""
        texts = [*([(0, self.lead)] if self.lead else []), *enumerate(self.paragraphs, 1)]
        return {place: _Part(text, _words(text)) for place, text in texts}


def changes_of(copy: Wording, origin: Wording) -> list[Change]:
    """What differs, in the order of the copy; cut paragraphs last. Accents, case and punctuation don't count."""
    same_title = _words(copy.title or "") == _words(origin.title or "")
    found = [] if same_title else [Change("headline", 0, copy.title, origin.title)]
    left = dict(origin.parts)
    open_parts = {}
    for place, part in copy.parts.items():
        same = next((each for each, theirs in left.items() if theirs.words == part.words), None)
        if same is None:
            open_parts[place] = part
        else:
            del left[same]
    found += _matched(open_parts, left)
    return found + [Change("cut", place, None, part.text) for place, part in left.items()]


def _matched(mine: Mapping[int, _Part], theirs: dict[int, _Part]) -> Iterator[Change]:
    """Paragraphs beside the most similar ones of the origin; what is matched leaves `theirs`."""
    words = {place: frozenset(part.words) for place, part in mine.items()}
    their_words = {place: frozenset(part.words) for place, part in theirs.items()}
    likely = sorted(
        (-likeness, abs(place - each), place, each)
        for place, own in words.items()
        for each, other in their_words.items()
        if (likeness := _likeness(own, other)) >= _SAME_PARAGRAPH
    )
    matched: dict[int, str] = {}
    for _, _, place, each in likely:
        if place not in matched and each in theirs:
            matched[place] = theirs.pop(each).text
    for place, part in mine.items():
        yield Change("changed" if place in matched else "added", place, part.text, matched.get(place))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Words that both have, of those of the shorter one; less where the longer one is several times as long."""
    shorter, longer = sorted((len(one), len(other)))
    return len(one & other) / shorter * min(1.0, 0.5 + shorter / longer) if shorter else 0.0


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(folded(text)))
