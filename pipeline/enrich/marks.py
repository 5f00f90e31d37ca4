"""Where quotation marks open and close: spans of a text, outermost and inner, in linear time.

Knows the marks of all scripts and tells by their surroundings which way an ambiguous one faces. Does not
say whether what stands between them was said by anybody; `utterances` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 3000  # characters; a longer span is a mark that was forgotten, not a quote
_REACH = 4  # paragraphs one pair of marks may span

# Which marks may close what another opened; typewriters, keyboards and habits mix them freely.
_CLOSERS = {
    "„": '“”"„', "“": '”"“', "”": '”"', "«": "»", "»": "«»", '"': '"“”', "「": "」", "『": "』", "《": "》",
    "‚": "‘’'", "‘": "’'", "‹": "›", "›": "‹›", "'": "'’", "’": "’", "〝": "〟", "＂": "＂",
}  # fmt: skip
_ALWAYS_OPEN = frozenset("„「『《‚〝")
_ALWAYS_CLOSE = frozenset("」』》〟")
_SINGLE = frozenset("‘’'‚‹›")
_MARK = re.compile("[" + re.escape("".join(sorted(set(_CLOSERS) | _ALWAYS_CLOSE))) + "]")
_BEFORE_OPEN = frozenset(" \t\n\r\u00a0\u202f\u2009([{–—-/:;,|\u200e\u200f\u202a\u202b")
_AFTER_CLOSE = frozenset(" \t\n\r\u00a0\u202f\u2009)]}–—-.,;:!?…/|、。，！？\u200e\u200f\u202c")
_SENTENCE_END = frozenset(".,!?…。！？")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A quotation with its marks: offsets in the text, the end exclusive."""

    start: int
    end: int
    depth: int = 0  # 0: not inside another
    closed: bool = True  # False: the paragraph ends and the next one opens again

    @property
    def inner(self) -> tuple[int, int]:
        """Offsets of what stands between the marks."""
        return self.start + 1, self.end - 1 if self.closed else self.end


def find_spans(text: str) -> tuple[Span, ...]:
    """Every pair of quotation marks in `text`, by start; marks without a partner are left out."""
    spans: list[Span] = []
    stack: list[tuple[int, str]] = []
    paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)]
    crossed = 0
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        while crossed < len(paragraphs) and paragraphs[crossed] < at:
            crossed += 1
        _drop_stale(stack, at, paragraphs, crossed)
        if stack and _closes(text, at, mark, stack):
            _close(spans, stack, at, mark)
        elif _opens(text, at, mark):
            _reopen(text, spans, stack, at, mark)
            stack.append((at, mark))
    spans.sort(key=lambda span: (span.start, -span.end))
    return tuple(_nested(spans))


def _drop_stale(stack: list[tuple[int, str]], at: int, paragraphs: list[int], crossed: int) -> None:
    """Forget openers that are too far back; one mark or one word in single marks never crosses a paragraph."""
    edge = paragraphs[crossed - 1] if crossed else -1
    far = paragraphs[crossed - _REACH] if crossed >= _REACH else -1
    while stack:
        start, mark = stack[-1]
        ambiguous = mark in _SINGLE or mark == '"'
        if at - start <= MAX_LENGTH and start > far and not (ambiguous and start < edge):
            return
        stack.pop()


def _closes(text: str, at: int, mark: str, stack: list[tuple[int, str]]) -> bool:
    partner = next(
        (i for i in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if mark in _CLOSERS[stack[i][1]]), None
    )
    if partner is None:
        return False
    start, opener = stack[partner]
    if mark in _ALWAYS_CLOSE:
        return True
    if start == at - 1:
        return False
    before, after = text[at - 1], text[at + 1 : at + 2]
    if mark in "'’" and after.isalpha():
        return False  # an apostrophe
    if mark in "'’" and before in "sSzZxX" and after == " " and _closed_later(text, at, mark):
        return False  # a genitive: workers’ rights
    if mark in _ALWAYS_OPEN:
        return before not in _BEFORE_OPEN
    # A mark that faces away from a space opens again: the one before was never closed.
    facing_open = before in _BEFORE_OPEN and bool(after) and after not in _AFTER_CLOSE
    return not facing_open or (
        mark in "»«›‹" and opener not in _CLOSERS.get(mark, "") and before in " \u00a0\u202f\n"
    )


def _closed_later(text: str, at: int, mark: str) -> bool:
    later = text.find(mark, at + 1, at + 300)
    while later > 0 and text[later + 1 : later + 2].isalpha():
        later = text.find(mark, later + 1, at + 300)
    return later > 0 and (text[later - 1] in _SENTENCE_END or text[later + 1 : later + 2] in tuple(",.;!?"))


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in _ALWAYS_CLOSE or mark not in _CLOSERS:
        return False
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2]
    if not after:
        return False
    if mark in "«»":
        return before in _BEFORE_OPEN or before in "“„'’"
    if mark in "'’" and not (after.isalpha() and before in _BEFORE_OPEN):
        return False
    outer_before = before in _BEFORE_OPEN or before in _CLOSERS or (not before.isascii() and not before.isalpha())
    return outer_before and not after.isspace()


def _close(spans: list[Span], stack: list[tuple[int, str]], at: int, mark: str) -> None:
    while stack:
        start, opener = stack.pop()
        if mark in _CLOSERS[opener]:
            spans.append(Span(start, at + 1, len(stack)))
            return


def _reopen(text: str, spans: list[Span], stack: list[tuple[int, str]], at: int, mark: str) -> None:
    """A quote that goes on in the next paragraph opens anew there, though nothing has closed it."""
    if not stack or stack[-1][1] != mark:
        return
    start = stack[-1][0]
    gap = _PARAGRAPH.search(text, start, at)
    if gap and gap.end() == at:
        spans.append(Span(start, gap.start(), len(stack) - 1, closed=False))
    if gap or mark not in _ALWAYS_OPEN:
        stack.pop()


def _nested(spans: list[Span]) -> Iterator[Span]:
    """The spans with their true depth, once all are known."""
    open_ends: list[int] = []
    for span in spans:
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        yield Span(span.start, span.end, len(open_ends), span.closed)
        open_ends.append(span.end)
