"""Dates with a month or a year at one place of a text: `18. Juni 2024`, `June 18`, `im September`, `2019`."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache

from pipeline.enrich.calendar_words import CalendarWords, calendar_words
from pipeline.enrich.lexicon import Lexicon, lexicon_of
from pipeline.enrich.tokens import Tokens

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_UNITS = ("day", "week", "month", "year")
_SMALL = frozenset(("of", "de", "del", "the", "den", "der", "di", "do"))
_AMOUNT_WORDS = """
% € $ £ euro euros dollar dollars pounds pfund prozent percent menschen people personen personnes
personas
"""
_AMOUNTS = frozenset(_AMOUNT_WORDS.split())
Hit = tuple[int, date, date, str, bool]  # the token after it, first and last day, precision, relative


@cache
def _starts_of(language: str) -> frozenset[str]:
    """Words that can begin a date."""
    words, lexicon = calendar_words(language or "en"), lexicon_of(language)
    single = {entry.split()[0] for entries in lexicon.dates.values() for entry in entries}
    return frozenset(words.months) | frozenset(words.days) | single | frozenset(lexicon.numbers)


@cache
def _groups_of(language: str) -> dict[str, frozenset[str]]:
    """For each word of the calendar the groups that hold it: most words of a text are in none."""
    found: dict[str, set[str]] = {}
    for group, entries in lexicon_of(language).dates.items():
        for entry in entries:
            found.setdefault(entry, set()).add(group)
    return {entry: frozenset(groups) for entry, groups in found.items()}


@cache
def _phrases_of(language: str) -> dict[str, dict[str, list[list[str]]]]:
    """The words of each entry by its first word and its group, the longest first."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    for group, entries in lexicon_of(language).dates.items():
        for words in sorted((entry.split() for entry in entries), key=len, reverse=True):
            found.setdefault(words[0], {}).setdefault(group, []).append(words)
    return found


class CalendarDates:
    """Reads dates of the calendar in the tokens of one text."""

    def __init__(self, tokens: Tokens, words: CalendarWords, lexicon: Lexicon, today: date | None) -> None:
        self.tokens = tokens
        self.lower = tokens.lower
        self.words = words
        self.dates = lexicon.dates
        self.numbers = lexicon.numbers
        self.today = today
        self._starts = _starts_of(lexicon.language)
        self._groups = _groups_of(lexicon.language)
        self._phrases = _phrases_of(lexicon.language)

    def _word(self, at: int) -> str:
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def _is(self, at: int, *groups: str) -> bool:
        of_word = self._groups.get(self._word(at))
        return of_word is not None and not of_word.isdisjoint(groups)

    def _unit(self, at: int) -> str | None:
        groups = self._groups.get(self._word(at))
        return next((unit for unit in _UNITS if unit in groups), None) if groups else None

    def _number(self, at: int) -> int | None:
        word = self._word(at)
        if word.isdigit() and len(word) <= 4:
            return int(word)
        return self.numbers.get(word)

    def _numeric(self, at: int) -> Hit | None:
        """`2024-06-18`, `18.6.2024`, `18/06/2024`."""
        text = self.lower[at]
        if text.isdigit() and len(text) == 4 and self._word(at + 1) == "-" and self._word(at + 3) == "-":
            year, month, day = text, self._word(at + 2), self._word(at + 4)
            if month.isdigit() and day.isdigit():
                return self._day(at + 5, int(year), int(month), int(day))
        for separator in (".", "/"):
            parts = text.split(separator)
            if len(parts) == 3 and all(part.isdigit() for part in parts) and len(parts[2]) == 4:
                return self._day(at + 1, int(parts[2]), int(parts[1]), int(parts[0]))
        return None

    def _day(self, end: int, year: int, month: int, day: int, *, relative: bool = False) -> Hit:
        one = date(year, month, day)
        return end, one, one, "day", relative

    def _day_month(self, at: int) -> Hit | None:
        """`18. Juni 2024`, `18 de junio`, `1er mai`, `18th of June`."""
        digits = self.lower[at]
        if not digits.isdigit() or not 1 <= int(digits) <= 31:
            return None
        after = at + 1
        while after < at + 3 and (
            self._word(after) in _SMALL or self._word(after) in (".", "er", "º", "th", "st", "nd", "rd")
        ):
            after += 1
        month = self.words.months.get(self._word(after).rstrip("."))
        return self._with_year(after + 1, month, int(digits)) if month else None

    def _month_first(self, at: int) -> Hit | None:
        """`June 18, 2024`, `March 2024`, `vergangenen September`, `im Juni`."""
        month = self.words.months.get(self._word(at))
        if month is None:
            return self._modified_month(at)
        after = self._word(at + 1)
        if after.isdigit() and 1 <= int(after) <= 31 and self._word(at + 2) != ":":
            return self._with_year(at + 2, month, int(after))
        stop = at + 2 if after in _SMALL else at + 1
        year = self._year_at(stop)
        if year:
            return self._month(stop + 1, year, month, relative=False)
        if not self.tokens.capital[at] and self._word(at) in ("mai", "may", "mars", "march"):
            return None
        return self._nearest_month(at + 1, month) if self.today and len(self._word(at)) > 3 else None

    def _modified_month(self, at: int) -> Hit | None:
        month = self.words.months.get(self._word(at + 1))
        if not self.today or month is None or not self._is(at, "last", "next", "this"):
            return None
        year = self.today.year
        if self._is(at, "last"):
            year -= month >= self.today.month
        elif self._is(at, "next"):
            year += month <= self.today.month
        return self._month(at + 2, year, month, relative=True)

    def _nearest_month(self, end: int, month: int) -> Hit | None:
        """A month alone is the one nearest to the day of publication."""
        assert self.today is not None
        distance = {
            year: abs((date(year, month, 15) - self.today).days)
            for year in range(self.today.year - 1, self.today.year + 2)
        }
        return self._month(end, min(distance, key=distance.__getitem__), month, relative=True)

    def _month(self, end: int, year: int, month: int, *, relative: bool) -> Hit:
        return end, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month", relative

    def _year_at(self, at: int) -> int | None:
        word = self._word(at)
        year = int(word) if len(word) == 4 and word.isdigit() else 0
        return year if _FIRST_YEAR <= year <= _LAST_YEAR else None

    def _with_year(self, at: int, month: int, day: int) -> Hit | None:
        """A day and month, with the year where it stands; else the year that brings it nearest to publication."""
        after = at + 1 if self._word(at) in (",", ".", "de", "del", "of") else at
        year = self._year_at(after)
        if year:
            return self._day(after + 1, year, month, day)
        if self.today is None:
            return None
        today = self.today
        near = [date(year, month, day) for year in range(today.year - 1, today.year + 2) if day < 29 or month != 2]
        one = min(near, key=lambda other: abs((other - today).days)) if near else None
        return (at, one, one, "day", True) if one else None

    def _year(self, at: int) -> Hit | None:
        """`2019` alone: only of the last two centuries, and not as an amount."""
        year = self._year_at(at)
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if year is None or not 1800 <= year <= 2100 or (following is not None and following.lower in _AMOUNTS):
            return None
        before = self._word(at - 1)
        if (
            following is not None
            and following.kind == "word"
            and following.capital
            and before not in ("in", "seit", "im", "jahr")
        ):
            return None
        return at + 1, date(year, 1, 1), date(year, 12, 31), "year", False
