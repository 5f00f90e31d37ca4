"""Plain text to lines and paragraphs. What the lines mean is judged elsewhere.

A text's lines are kept exactly as they are. For judging, the lines of a paragraph that was
wrapped at a fixed width are taken together (`paragraphs`), so that no rule ever sees half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from pipeline.model import Line

_NARROWEST, _WIDEST = 40, 120  # columns at which people and programs wrap text
_WRAPPED_SHARE = 0.8  # of the line ends that must be explained by the width
_CJK_FROM, _CJK_TO = "\u3000", "\uffef"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Neighbouring lines that form one paragraph: `lines[first:last]`, and their text."""

    text: str
    first: int
    last: int
    group: int


def read_text(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank, each exactly as it stands there.

    Lines end where `str.splitlines` says. A blank line begins a new group; `Line.group` grows by
    the number of blank lines, so that a wider gap can be told from a single one.
    """
    lines, group = [], 0
    for line in text.splitlines():
        if line.strip():
            lines.append(Line(text=line, group=group))
        else:
            group += 1
    return tuple(lines)


def paragraphs(lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: each line one, or the lines of a group joined if they were wrapped."""
    width = _wrap_width(lines)
    result: list[Paragraph] = []
    start = 0
    for _, members in groupby(lines, key=lambda line: line.group):
        block = list(members)
        for first, last in _runs(block, width):
            text = _join(line.text.strip() for line in block[first:last])
            result.append(Paragraph(text, start + first, start + last, block[0].group))
        start += len(block)
    return tuple(result)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width a text was wrapped at, or None: most line ends come where the next word did not fit."""
    pairs = [(a.text, b.text) for a, b in pairwise(lines) if a.group == b.group]
    if not pairs:
        return None
    width = max(len(line.text.rstrip()) for line in lines)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    explained = sum(_did_not_fit(line, following, width) for line, following in pairs)
    return width if explained >= _WRAPPED_SHARE * len(pairs) else None


def _did_not_fit(line: str, following: str, width: int) -> bool:
    word = re.split(r"[ \t]", following.lstrip(), maxsplit=1)[0]  # a no-break space binds
    if _is_cjk(word):
        word = word[:2]  # a line may break between any two characters
    return len(line.rstrip()) + 1 + len(word) > width


def _runs(block: Sequence[Line], width: int | None) -> Iterable[tuple[int, int]]:
    """Positions of the paragraphs in a group of lines, as (first, last + 1)."""
    first = 0
    for index in range(1, len(block) + 1):
        ends = index == len(block) or width is None
        if ends or not _did_not_fit(block[index - 1].text, block[index].text, width or 0):
            yield first, index
            first = index


def _join(parts: Iterable[str]) -> str:
    joined = ""
    for part in parts:
        together = not joined or (_is_cjk(joined[-1]) and _is_cjk(part[0]))
        joined += part if together else f" {part}"
    return joined


def _is_cjk(text: str) -> bool:
    return bool(text) and _CJK_FROM <= text[0] <= _CJK_TO and not "\uac00" <= text[0] <= "\ud7af"
