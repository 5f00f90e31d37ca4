"""Times as pages write them, read without a clock: machine forms, month names in 45 languages, East Asian forms.

A time with an offset becomes an aware datetime that keeps the offset. A time without one takes the zone that is
given; without a zone only its day is known, and a `date` is the result. Nothing is guessed from words such as
"yesterday": that takes a clock.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from pipeline.normalise.months import EXCEPTIONS, MONTHS
from pipeline.normalise.zones import OFFSET_OF_ABBREVIATION

MAX_CHARACTERS = 160

_CLOCK = r"(?P<hour>[01]?\d|2[0-4])[:.h時시](?P<minute>[0-5]\d)(?:[:分분](?P<second>[0-5]\d))?(?:[.,:]\d{1,9})?"
_OFFSET = r"(?P<sign>[+\-−])(?P<oh>[01]\d):?(?P<om>[0-5]\d)?"
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:1[89]|20|25)\d\d)(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
    r"(?:[T\s,_]+" + _CLOCK + r"(?:\s*(?:" + _OFFSET + r"|(?P<abbr>[A-Za-z]{1,4})\b))?)?"
)
_COMPACT = re.compile(
    r"^(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:T?(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?(?P<abbr>Z)?)?"
)
_EPOCH = re.compile(r"^(?:/Date\()?(\d{10}|\d{13})(?:\.\d+)?(?:[+-]\d{4})?(?:\)/)?$")
_EAST = re.compile(
    r"(?P<year>\d{4}|(?P<era>令和|平成)\s*(?P<n>\d{1,2}|元))\s*[年년]\s*(?P<month>1[0-2]|0?[1-9])\s*[月월]\s*(?P<day>3[01]|[12]\d|0?[1-9])\s*[日일号]"
)
_KOREAN = re.compile(
    r"(?<!\d)(?P<year>20\d\d)\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_NUMERIC = re.compile(
    r"(?<![\d./\-])(?P<one>\d{1,2})(?P<mark>[./\-–]|\.\s|\s\|\s)(?P<two>\d{1,2})(?:(?P=mark)|[./])\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\d:/]|\.\d)"
)
_VIETNAMESE = re.compile(
    r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,?\s+năm)?,?\s+(?P<year>\d{4})", re.IGNORECASE
)
_TIME = re.compile(r"(?<![\d.:])" + _CLOCK + r"(?![\d.]\d)(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?", re.IGNORECASE)
_HOUR = re.compile(r"(?<![\d.:])(?P<hour>1[0-2]|[1-9])\s*(?P<half>[ap])\.?m\b", re.IGNORECASE)
_ZONE = re.compile(r"(?:\b(?:gmt|utc)\s*)?" + _OFFSET + r"(?!\d)", re.IGNORECASE)
_WORD = re.compile(r"[^\s\d.,/()|:;\-–—·•\[\]\"]+")
_YEAR = re.compile(r"(?<![\d:.])(?:19[5-9]\d|20\d\d)(?![\d:])")
_DAY = re.compile(
    r"(?<![\d:.,])(3[01]|[12]\d|0?[1-9])(?=(?:st|nd|rd|th|er|º|ª|°|\.|,|de|-a|\b|$)(?![:\d]))", re.IGNORECASE
)
_LONG_WORD = re.compile(r"[^\W\d_]{3}")
_ERAS = {"令和": 2018, "平成": 1988}


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as read: `when` is an aware datetime, or a date where only the day is known."""

    when: datetime | date
    form: str  # how it was written: iso, epoch, words, numbers
    zone_assumed: bool = False
    clock: time | None = None  # the time of day as written, also where its zone is unknown

    @property
    def day(self) -> date:
        """The calendar day where it was written."""
        return self.when.date() if isinstance(self.when, datetime) else self.when


def read_time(
    raw: str, *, zone: tzinfo | None = None, language: str | None = None, month_first: bool = False
) -> Moment | None:
    """The first time in a text, or None. `month_first` reads 03/04/2024 as the 4th of March."""
    text = _ascii_digits(" ".join(raw[:MAX_CHARACTERS].split()))
    if not any(character.isdigit() for character in text):
        return None
    try:
        return (
            _epoch(text)
            or _matched(_ISO, text, zone, "iso")
            or _matched(_COMPACT, text, zone, "iso")
            or _east(text, zone)
            or _words(text, zone, language)
            or _numbers(text, zone, month_first)
        )
    except (ValueError, OverflowError, OSError):
        return None


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in text)


def _epoch(text: str) -> Moment | None:
    match = _EPOCH.match(text)
    if match is None:
        return None
    seconds = int(match.group(1)) / (1000 if len(match.group(1)) == 13 else 1)
    return Moment(datetime.fromtimestamp(seconds, UTC), "epoch")


def _matched(pattern: re.Pattern[str], text: str, zone: tzinfo | None, form: str) -> Moment | None:
    match = pattern.search(text)
    if match is None:
        return None
    found = match.groupdict()
    year = int(found["year"])
    # Thai pages count from the Buddha's death, 543 years earlier.
    day = date(year - 543 if year >= 2500 else year, int(found["month"]), int(found["day"]))
    if not found.get("hour"):
        return _with_time(day, text[match.end() :], zone, form)
    return _at(day, found, (_offset(found), zone), form, half_from=text[match.end() :])


def _at(
    day: date,
    clock: dict[str, str | None],
    zones: tuple[tzinfo | None, tzinfo | None],
    form: str,
    half_from: str = "",
) -> Moment:
    """The day at a time of day. `zones`: the one that is written, the one to assume."""
    offset, zone = zones
    hour, minute, second = int(clock["hour"] or 0), int(clock["minute"] or 0), int(clock.get("second") or 0)
    half = (clock.get("half") or "").lower()
    if not half and hour <= 12:
        after = re.match(r"\s*([ap])\.?m\b", half_from, re.IGNORECASE)
        half = after.group(1).lower() if after else ""
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    known = offset or zone
    written = time(hour, minute, second)
    if known is None:
        return Moment(day, form, clock=written)
    # A bare midnight without an offset is how a day is written by systems that know no days.
    if offset is None and hour == minute == second == 0:
        return Moment(day, form)
    return Moment(
        datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=known), form, offset is None, written
    )


def _offset(found: dict[str, str | None]) -> tzinfo | None:
    if found.get("oh"):
        minutes = int(found["oh"] or 0) * 60 + int(found["om"] or 0)
        return timezone(timedelta(minutes=-minutes if found["sign"] != "+" else minutes))
    minutes_east = OFFSET_OF_ABBREVIATION.get((found.get("abbr") or "").lower())
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


def _with_time(day: date, rest: str, zone: tzinfo | None, form: str) -> Moment:
    """The day with the time of day that stands in the rest of the text, if one does."""
    match = _TIME.search(rest) or _HOUR.search(rest)
    if match is None:
        return Moment(day, form)
    clock = match.groupdict()
    clock.setdefault("minute", "0")
    after = rest[match.end() :]
    stated = _ZONE.search(after)
    offset = _offset(stated.groupdict()) if stated else None
    if offset is None:
        words = _WORD.findall(after.lower())[:2]
        offset = next((_offset({"abbr": word}) for word in words if word in OFFSET_OF_ABBREVIATION), None)
    return _at(day, clock, (offset, zone), form)


def _east(text: str, zone: tzinfo | None) -> Moment | None:
    match = _EAST.search(text) or _KOREAN.search(text)
    if match is None:
        return None
    found = match.groupdict()
    year = (
        int(found["year"])
        if not found.get("era")
        else _ERAS[str(found["era"])] + (1 if found["n"] == "元" else int(found["n"] or 1))
    )
    day = date(year, int(found["month"] or 1), int(found["day"] or 1))
    return _with_time(day, text[match.end() :], zone, "words")


def _words(text: str, zone: tzinfo | None, language: str | None) -> Moment | None:
    match = _VIETNAMESE.search(text)
    if match:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        return _with_time(day, text[match.end() :], zone, "words")
    own = EXCEPTIONS.get(language or "", {})
    for word in _WORD.finditer(text):
        name = word.group().lower().strip("'’")
        month = (
            own.get(name)
            or MONTHS.get(name)
            or MONTHS.get(name.removeprefix("de").removeprefix("d'").removeprefix("d’"))
        )
        if month is None:
            continue
        found = _around(text, word.start(), word.end())
        if found:
            year, day_of_month, end = found
            between = text[word.end() : end]  # "Apr 28 19:20:36 CEST 2023"
            rest = (
                f"{text[: word.start()]} {between if _TIME.search(between) else ''}{text[end:]}"
                if between
                else text
            )
            return _with_time(date(year, month, day_of_month), _without(rest, year), zone, "words")
    return None


def _without(text: str, year: int) -> str:
    return text.replace(str(year), " ", 1)


def _around(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """(year, day, where the date ends) beside a month's name: the day right before or after it, then the year."""
    year_match = _YEAR.search(text, end, end + 60) or _YEAR.search(text, max(0, start - 20), start)
    if year_match is None:
        short = re.match(r"[\s.,\-/']*(\d\d)(?![\d:.])", text[end:])
        alone = re.search(r"(?<!\d)(\d{1,2})[\s.\-]*$", text[:start])
        if short and alone:
            return 2000 + int(short.group(1)), int(alone.group(1)), end + short.end()
        return None
    days_before = list(_DAY.finditer(text, max(0, start - 12), start))
    # "5 min read February 6": a word between a number and a month's name makes them strangers.
    if days_before and _LONG_WORD.search(text, days_before[-1].end(), start):
        days_before = []
    day = days_before[-1] if days_before else _DAY.search(text, end, end + 8)
    if day is None:
        return None
    return int(year_match.group()), int(day.group(1)), max(end, year_match.end())


def _numbers(text: str, zone: tzinfo | None, month_first: bool) -> Moment | None:
    match = _NUMERIC.search(text)
    if match is None:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    american = month_first and not match["mark"].startswith(".")
    day, month = (two, one) if (american and one <= 12) or two > 12 else (one, two)
    return _with_time(date(year, month, day), text[match.end() :] or text[: match.start()], zone, "numbers")
