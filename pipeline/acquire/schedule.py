"""When a stated schedule falls due: an interval such as "30m", or five cron fields.

Pure. Cron as crontab(5) has it: minute, hour, day of month, month, day of week; lists, ranges, steps, names; where
both kinds of day are restricted either suffices. Times are those of the source's zone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo

_UNITS = {"m": 60, "h": 3600, "d": 86_400}
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec", "sun mon tue wed thu fri sat"
_MONTHS = {name: number for number, name in enumerate(_NAMES[0].split(), 1)}
_DAYS = {name: number for number, name in enumerate(_NAMES[1].split())}
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_HORIZON = timedelta(days=366 * 8 + 2)  # the 29th of February can be eight years away


def interval_of(schedule: str) -> timedelta | None:
    """The length of an interval such as "30m", "6h" or "1d"; None where it is cron."""
    match = re.fullmatch(r"\s*(\d+)\s*([mhd])\s*", schedule)
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]]) if match else None


def next_due(schedule: str, after: datetime, zone: tzinfo) -> datetime:
    """The first time after `after` (aware) that a schedule names; raises ValueError where it names none."""
    interval = interval_of(schedule)
    if interval is not None:
        return after + interval
    minutes, hours, days, months, weekdays = _parse(schedule)
    either = schedule.split()[2] != "*" and schedule.split()[4] != "*"
    moment = after.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0) + timedelta(minutes=1)
    end = moment + _HORIZON
    while moment < end:
        is_weekday = moment.isoweekday() % 7 in weekdays
        is_day = (is_weekday or moment.day in days) if either else (is_weekday and moment.day in days)
        if moment.month not in months or not is_day:
            moment = moment.replace(hour=0, minute=0) + timedelta(days=1)
        elif moment.hour not in hours:
            moment = moment.replace(minute=0) + timedelta(hours=1)
        elif moment.minute not in minutes:
            moment += timedelta(minutes=1)
        else:
            due = moment.replace(tzinfo=zone).astimezone(after.tzinfo)
            if due > after:  # an hour that the clock repeats in autumn
                return due
            moment += timedelta(minutes=1)
    raise ValueError(f'the schedule "{schedule}" never falls due')


def _parse(schedule: str) -> tuple[frozenset[int], ...]:
    words = schedule.split()
    if len(words) != 5:
        raise ValueError(f'"{schedule}" has not five fields')
    fields = [_field(word.lower(), low, high) for word, (low, high) in zip(words, _RANGES, strict=True)]
    fields[4] = frozenset(day % 7 for day in fields[4])  # 0 and 7 are Sunday
    return tuple(fields)


def _field(word: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for part in word.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        begin = low if first == "*" else _number(first, low, high)
        end = high if first == "*" or (step and not last) else _number(last, low, high) if last else begin
        if end < begin or (step and int(step) < 1):
            raise ValueError(f'"{part}" is an empty range')
        found.update(range(begin, end + 1, int(step) if step else 1))
    return frozenset(found)


def _number(text: str, low: int, high: int) -> int:
    names = _MONTHS if high == 12 else _DAYS if high == 7 else {}
    number = names.get(text[:3], -1) if text.isalpha() else int(text)
    if not low <= number <= high:
        raise ValueError(f'"{text}" is not between {low} and {high}')
    return number
