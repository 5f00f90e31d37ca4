"""Names of months and days of the week in a language, from the CLDR data of Babel, as in running text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Months by number (1 is January) and days by number (0 is Monday), lower case."""

    months: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)


@cache
def calendar_words(language: str) -> CalendarWords:
    """The words of `language` (ISO 639-1); none where Babel does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow import

    try:
        locale = Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return CalendarWords()
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in locale.months[context][width].items():
                _add(months, name, number)
            for number, name in locale.days[context][width].items():
                _add(days, name, number)
    return CalendarWords(months, days)


def _add(words: dict[str, int], name: str, number: int) -> None:
    lower = name.lower().rstrip(".")
    if len(lower) > 2 and not lower[0].isdigit():
        words.setdefault(lower, number)
