"""Dates that a text speaks of: "am Dienstag", "vergangenen September", "seit 24 Jahren", as spans of days.

Absolute ones stand for themselves; relative ones are counted from the day of publication and left out where
that is not known. What a word leaves open stays open: a month is a month, a year a year. No times of day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pipeline.enrich.calendar_dates import CalendarDates, Hit
from pipeline.enrich.calendar_words import calendar_words
from pipeline.enrich.lexicon import lexicon_of
from pipeline.enrich.tokens import Tokens, tokenise
from pipeline.model import TextDate


def find_dates(
    body: str, language: str | None, published: datetime | date | None, tokens: Tokens | None = None
) -> tuple[TextDate, ...]:
    """The dates in `body`; `published` is the day from which relative ones are counted.

    `tokens` are those of the body, if they are known already.
    """
    words = calendar_words(language or "en")
    tokens = (tokenise(body, language) if tokens is None else tokens).without("break")
    today = published.date() if isinstance(published, datetime) else published
    reader = _Reader(tokens, words, lexicon_of(language), today)
    return tuple(reader.all(body))


class _Reader(CalendarDates):
    def all(self, body: str) -> Iterator[TextDate]:
        done = 0
        words = zip(self.tokens.kind, self.lower, strict=True)
        starts = [at for at, (kind, word) in enumerate(words) if kind == "number" or word in self._starts]
        for at in starts:
            hit = self._read(at) if at >= done else None
            if hit is None:
                continue
            done, first, last, precision, relative = hit
            start, stop = self.tokens.start[at], self.tokens.end[done - 1]
            yield TextDate(" ".join(body[start:stop].split()), start, stop, first, last, precision, relative)

    def _read(self, at: int) -> Hit | None:
        try:
            if self.tokens.kind[at] == "number":
                return self._numeric(at) or self._day_month(at) or self._counted(at) or self._year(at)
            return (
                self._month_first(at)
                or (self._relative(at) if self.today else None)
                or (self._weekday(at) if self.today else None)
            )
        except (ValueError, OverflowError):  # 31 February, year 0
            return None

    def _relative(self, at: int) -> Hit | None:
        """What is counted from the day of publication: `gestern`, `vor drei Tagen`, `two weeks ago`."""
        named = self._named(at) if self._word(at) in self._groups else None
        return named or self._counted_after(at) or self._counted(at)

    def _named(self, at: int) -> Hit | None:
        """`gestern`, `letzte Woche`, `la semaine dernière`."""
        assert self.today is not None
        for group, shift in (
            ("before_yesterday", -2),
            ("yesterday", -1),
            ("today", 0),
            ("tomorrow", 1),
            ("after_tomorrow", 2),
        ):
            if self._is(at, group):
                one = self.today + timedelta(days=shift)
                return at + 1, one, one, "day", True
        for group, sign in (("last", -1), ("this", 0), ("next", 1)):
            if self._is(at, group) and self._unit(at + 1):
                return self._shifted(at + 2, self._unit(at + 1) or "day", sign)
        unit = self._unit(at)
        if unit:
            if self._is(at + 1, "last", "last_after"):
                return self._shifted(at + 2, unit, -1)
            if self._is(at + 1, "next", "next_after"):
                return self._shifted(at + 2, unit, 1)
        return None

    def _counted_after(self, at: int) -> Hit | None:
        """A preposition, a number, a unit: `vor drei Tagen`, `il y a deux ans`, `dans six mois`."""
        beginning = self._phrases.get(self.lower[at], {})
        for group, sign in (("ago", -1), ("for", -1), ("within", 1)) if beginning else ():
            phrases = beginning.get(group, ())
            width = next((len(words) for words in phrases if self.lower[at : at + len(words)] == words), 0)
            number = self._number(at + width) if width else None
            unit = self._unit(at + width + 1) if number else None
            if number and unit and not (group == "for" and self._is(at + width + 2, "ago_after")):
                return self._shifted(at + width + 2, unit, sign * number)
        return None

    def _counted(self, at: int) -> Hit | None:
        """A number, a unit, a word after them: `two weeks ago`, `twee jaar geleden`."""
        number = self._number(at)
        unit = self._unit(at + 1) if number and self.today else None
        if number and unit and self._is(at + 2, "ago_after"):
            return self._shifted(at + 3, unit, -number)
        return None

    def _shifted(self, end: int, unit: str, by: int) -> Hit:
        assert self.today is not None
        if unit == "day":
            one = self.today + timedelta(days=by)
            return end, one, one, "day", True
        if unit == "week":
            monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=by)
            return end, monday, monday + timedelta(days=6), "week", True
        if unit == "month":
            months = self.today.year * 12 + self.today.month - 1 + by
            return self._month(end, months // 12, months % 12 + 1, relative=True)
        year = self.today.year + by
        return end, date(year, 1, 1), date(year, 12, 31), "year", True

    def _weekday(self, at: int) -> Hit | None:
        """`am Dienstag`: the last one; today where it is that day; with `next`, the one to come."""
        assert self.today is not None
        day = self.words.days.get(self._word(at))
        end = at + 1
        ahead = self._is(at, "next")
        if day is None and self._is(at, "last", "next", "this"):
            day, end = self.words.days.get(self._word(at + 1)), at + 2
        if day is None or (len(self._word(end - 1)) < 4 and end == at + 1):
            return None
        before = self._is(at, "last") or self._is(end, "last_after")
        ahead = ahead or self._is(end, "next_after") or self._is(at - 1, "next")
        if self._is(end, "last_after", "next_after"):
            end += 1
        back = (self.today.weekday() - day) % 7
        one = self.today + timedelta(days=7 - back if ahead else -(back or (7 if before else 0)))
        return end, one, one, "day", True
