"""What an outlet made of a text it took over: paragraphs added, cut and reworded, another headline. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Wording:
    """Headline, lead and paragraphs of a text."""

    title: str | None
    lead: str | None
    paragraphs: tuple[str, ...]

    def numbered(self) -> list[tuple[int, str]]:
        """Lead and paragraphs, by place."""
        return [*([(0, self.lead)] if self.lead else []), *enumerate(self.paragraphs, 1)]


def changes_of(copy: Wording, origin: Wording) -> list[Change]:
    """What differs, in the order of the copy; cut paragraphs last. Accents, case and punctuation don't count."""
    found = [Change("headline", 0, copy.title, origin.title)] if _key(copy.title) != _key(origin.title) else []
    left = dict(origin.numbered())
    open_places = []
    for place, text in copy.numbered():
        same = next((each for each, theirs in left.items() if _key(theirs) == _key(text)), None)
        if same is None:
            open_places.append((place, text))
        else:
            del left[same]
    found += _matched(open_places, left)
    return found + [Change("cut", place, None, text) for place, text in left.items()]


def _matched(mine: Sequence[tuple[int, str]], theirs: dict[int, str]) -> Iterator[Change]:
    """Paragraphs beside the most similar ones of the origin; what is matched leaves `theirs`."""
    words = {place: _words(text) for place, text in theirs.items()}
    likely = sorted(
        (-likeness, abs(place - each), place, each)
        for place, text in mine
        for each, other in words.items()
        if (likeness := _likeness(_words(text), other)) >= _SAME_PARAGRAPH
    )
    matched: dict[int, str] = {}
    for _, _, place, each in likely:
        if place not in matched and each in theirs:
            matched[place] = theirs.pop(each)
    for place, text in mine:
        yield Change("changed" if place in matched else "added", place, text, matched.get(place))


def _likeness(one: set[str], other: set[str]) -> float:
    """Words that both have, of those of the shorter one; less where the longer one is several times as long."""
    shorter, longer = sorted((len(one), len(other)))
    return len(one & other) / shorter * min(1.0, 0.5 + shorter / longer) if shorter else 0.0


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_folded(text)))


def _key(text: str | None) -> str:
    return " ".join(_WORD.findall(_folded(text or "")))


def _folded(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))
