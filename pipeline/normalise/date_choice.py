"""When a page was published and changed, among all times it states. Implausible ones are recorded and not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.dates import Moment, read_time
from pipeline.normalise.ranking import MODIFIED, PUBLISHED, rank

FIRST_DAY = date(1990, 1, 1)  # before the Web there was no page to publish
FUTURE_DAYS = 1  # clocks and zones differ by so much


@dataclass(frozen=True, slots=True)
class Reading:
    """How this page's times are to be read."""

    zone: tzinfo | None = None
    language: str | None = None
    month_first: bool = False
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChosenTimes:
    """When it was published and changed, and the evidence of all candidates."""

    published: datetime | date | None
    modified: datetime | date | None
    evidence: tuple[Evidence, ...]


def choose_times(published: Sequence[Candidate], modified: Sequence[Candidate], reading: Reading) -> ChosenTimes:
    """The most trusted plausible time of each; of equal days the one that also knows the hour."""
    first, first_evidence = _choose(published, PUBLISHED, reading)
    last, last_evidence = _choose(modified, MODIFIED, reading)
    return ChosenTimes(first.when if first else None, last.when if last else None, first_evidence + last_evidence)


def _choose(candidates: Sequence[Candidate], order: tuple[str, ...], reading: Reading) -> tuple[Moment | None, tuple[Evidence, ...]]:
    options = [_option(candidate, reading) for candidate in candidates]
    usable = sorted((o for o in options if o.usable), key=lambda o: rank(o.candidate.origin, order))
    if not usable:
        return None, evidence_of(options, lambda _: None, _shown)
    best = _with_hour(usable[0], usable)
    same = sum(o.value.day == best.value.day for o in usable if o.value and best.value) - 1
    why = "the most trusted place" if best is usable[0] else "the same day as the most trusted place, with the time"
    if best.value and best.value.zone_assumed:
        why += "; its zone is assumed"
    return best.value, evidence_of(options, lambda o: agreeing(same, why) if o is best else None, _shown)


def _option(candidate: Candidate, reading: Reading) -> Option[Moment]:
    label, _, value = candidate.raw.rpartition("\n")
    moment = read_time(value or label, zone=reading.zone, language=reading.language, month_first=reading.month_first)
    if moment is None:
        return Option(candidate, None, "no date in it")
    return Option(candidate, moment, _implausible(moment, reading.now))


def _implausible(moment: Moment, now: datetime | None) -> str:
    if moment.day < FIRST_DAY:
        return "before the Web"
    if now is not None and moment.day > (now + timedelta(days=FUTURE_DAYS)).date():
        return "in the future"
    return ""


def _with_hour(best: Option[Moment], usable: list[Option[Moment]]) -> Option[Moment]:
    if best.value is None or isinstance(best.value.when, datetime):
        return best
    return next((o for o in usable if o.value and isinstance(o.value.when, datetime) and o.value.day == best.value.day), best)


def _shown(moment: Moment) -> str:
    return moment.when.isoformat()
