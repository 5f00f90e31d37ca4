"""Times that a reader of the page can see: time elements, elements whose class says date, lines that are a date.

Origins: `time:published`, `time:modified`, `time:plain`, `visible:date`, `visible:text-date`, `visible:link-date`.
A label before a time, such as "Updated", stands in the raw value on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.model import Candidate
from pipeline.read.class_words import DATE, MODIFIED, NOT_DATE, PUBLISHED, bits_of
from pipeline.read.dom import Element, text_of

MAX_DATE = 120  # characters
MAX_TEXT_DATE = 60  # characters of a line that is only a date
MAX_LABEL = 30
MAX_EACH = 30  # candidates of one kind
MAX_TRIES = 300  # elements whose text is looked at

TIME_TAGS = frozenset({"time", "relative-time", "time-ago"})
_NOT_DATED = frozenset({"a", "img", "article", "main", "form", "input"})
_TIMES = ("datetime", "data-datetime", "data-timestamp", "data-time", "data-date", "content", "data-published")
_DATED = _TIMES[:3]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"[0-9]{2}")  # cheap, and most text has none
_WHOLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./]\d{1,2}[./]\d\d(?!\d)")


class TimeReader:
    """Looks at each element once and adds to `found`. `place` marks an origin with where the element stands."""

    def __init__(self, found: list[Candidate], place: Callable[[Element, str], str]) -> None:
        self._found = found
        self._place = place
        self._left = {"date": MAX_EACH, "visible:text-date": MAX_EACH, "visible:link-date": MAX_EACH}
        self._tries = MAX_TRIES

    def time(self, element: Element) -> None:
        """What a time element states: its attribute, else its text."""
        bits = bits_of(f"{element.get('class') or ''} {element.get('itemprop') or ''}")
        parent = element.getparent()
        if parent is not None and not bits & (MODIFIED | PUBLISHED):
            bits |= bits_of(parent.get("class") or "")
        published = element.get("pubdate") is not None or "published" in (element.get("class") or "").lower()
        modified = bool(bits & MODIFIED) and not published
        origin = (
            "time:modified" if modified else "time:published" if published or bits & PUBLISHED else "time:plain"
        )
        value = next((text for name in _TIMES if (text := element.get(name)) and _DIGIT.search(text)), None)
        label = _label(element)
        value = value or text_of(element, MAX_DATE)
        self._moment(
            element, "modified" if modified else "published", origin, f"{label}\n{value}" if label else value
        )

    def classed(self, element: Element, tag: str, bits: int) -> None:
        """What an element holds whose class says that it is a date."""
        if not bits & DATE or bits & NOT_DATE or tag in _NOT_DATED or self._tries <= 0:
            return
        self._tries -= 1
        stated = next((value for name in _DATED if (value := element.get(name))), None)
        raw = stated or text_of(element, MAX_DATE + 1)
        self._moment(element, "modified" if bits & MODIFIED else "published", "visible:date", raw)

    def line(self, element: Element, text: str, origin: str = "visible:text-date") -> None:
        """A run of text of its own that says little more than a date, whatever its class."""
        if 6 <= len(text) <= MAX_TEXT_DATE * 3 and _DIGITS.search(text) and _YEAR.search(text):
            line = " ".join(text.split())
            if origin == "visible:link-date" and not _WHOLE_YEAR.search(line):  # a version number
                return
            # "… have recovered as on April 25, 2020." is the end of a sentence.
            if len(line) <= MAX_TEXT_DATE and not (line[0].islower() and line[-1] == "." and line.count(" ") > 5):
                self._moment(element, "published", origin, line, origin)

    def _moment(self, element: Element, field: str, origin: str, raw: str, kind: str = "date") -> None:
        if self._left[kind] > 0 and len(raw) <= MAX_DATE and _DIGIT.search(raw):
            self._left[kind] -= 1
            self._found.append(Candidate(field, raw, self._place(element, origin)))


def _label(element: Element) -> str:
    """The few words before a time, such as "Updated"."""
    before = element.getprevious()
    if before is not None:
        text = before.tail or ""
        if not text.strip() and isinstance(before.tag, str) and before.tag not in _HEADINGS:
            text = text_of(before, MAX_LABEL + 10)
    else:
        parent = element.getparent()
        text = (parent.text or "") if parent is not None else ""
    text = " ".join(text.split())
    return text if len(text) <= MAX_LABEL and not _DIGIT.search(text) else ""
