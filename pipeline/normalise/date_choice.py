"""When a page was published and changed, among all times it states. Implausible ones are recorded, not chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from pipeline.model import Candidate, Evidence
from pipeline.normalise.choice import Option, agreeing, evidence_of
from pipeline.normalise.dates import Moment, read_time
from pipeline.normalise.ranking import BESIDE, MODIFIED, PUBLISHED, Order, rank

FIRST_DAY = date(1990, 1, 1)  # before the Web there was no page to publish
FUTURE_DAYS = 1  # clocks and zones differ by so much
WIDEST_OFFSET = timedelta(hours=14)

ONLY_CHANGED = "inferred: the page says nowhere when it was published, only when it changed"
_CHANGE = re.compile(
    r"updat|modif|aktualisiert|geändert|stand\b|mise? à jour|actualiz|aggiorna|atualiza|bijgewerkt|gewijzigd"
    r"|oppdatert|opdateret|uppdaterad|päivitetty|aktualiz|zaktualiz|frissít|обновлен|оновлен|güncelle|ενημερ|تحديث|最終更新|最后更新"
    r"|最後更新|수정|업데이트|revised|last edited|reviewed",
    re.IGNORECASE,
)
_ON_PAGE = ("visible:", "time:", "url", BESIDE[0], BESIDE[1], BESIDE[2])
_SEEN = ("visible:date", "visible:text-date", "time:")
_PUBLISH = re.compile(
    r"publi|veröffentlich|erstellt|posted|opublik|опублик|yayın|نشر|発行|公開|掲載|발행|입력", re.IGNORECASE
)


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
    changed = [c for c in published if _says_changed(c)]
    first = [_option(c, reading) for c in published if c not in changed]
    last = [_option(c, reading) for c in modified] + [
        _option(replace(c, field="modified"), reading) for c in changed
    ]
    then, last_evidence = _choose(last, MODIFIED, reading)
    when, first_evidence = _choose(first, PUBLISHED, reading, _day_of(then))
    doubtful = all(row.origin.endswith("@elsewhere") for row in first_evidence if row.chosen)
    if doubtful and any(row.chosen and not row.origin.endswith("@elsewhere") for row in last_evidence):
        first_evidence = tuple(replace(row, chosen=False, reason="stands elsewhere") for row in first_evidence)
        when = None
    if when is None and then is not None:
        only = Evidence("published", then.isoformat(), then.isoformat(), "modified", True, ONLY_CHANGED)
        return ChosenTimes(then, then, (*first_evidence, only, *last_evidence))
    return ChosenTimes(when, then, first_evidence + last_evidence)


def _choose(
    options: list[Option[Moment]], order: Order, reading: Reading, changed: date | None = None
) -> tuple[datetime | date | None, tuple[Evidence, ...]]:
    usable = sorted((o for o in options if o.usable), key=lambda o: rank(o.candidate.origin, order))
    if not usable or usable[0].value is None:
        return None, evidence_of(options, lambda _: None, _shown)
    first, why = _most_believed(usable, options, changed)
    best = _with_hour(first, usable)
    moment = best.value or usable[0].value
    if best is not first:
        why = "the same day as the most trusted place, with the time"
    if moment.zone_assumed:
        why += "; its zone is assumed"
    local = _local(moment, usable, reading.zone)
    if local is not None:
        why += f"; shown in the zone of the page's own date ({local.strftime('%z')})"
    day = local.date() if local else moment.day
    same = sum(o.value.day == day for o in usable if o.value and o is not best)
    return local or moment.when, evidence_of(options, lambda o: agreeing(same, why) if o is best else None, _shown)


def _most_believed(
    usable: list[Option[Moment]], options: list[Option[Moment]], changed: date | None
) -> tuple[Option[Moment], str]:
    """The option of the most trusted place, or the one that something speaks for more strongly, and what.

    `usable` is in the order of trust, `options` in that of the page.
    """
    outvoting = _outvoting(usable)
    if outvoting is not None:
        return outvoting, "the date by the headline, and another place states it; the most trusted is alone"
    shown = _shown_before(usable, changed)
    if shown is not None:
        return shown, "the date by the headline; what the most trusted place states is when the page changed"
    by_text = _by_text(usable, options)
    if by_text is not None:
        return by_text, "the date on the line by the text"
    return usable[0], "the most trusted place"


def _outvoting(usable: list[Option[Moment]]) -> Option[Moment] | None:
    """A place that states the day a reader sees first, where the most trusted place is alone with another day.

    Some systems write the day a page was set up or last saved into one of their fields.
    """
    seen = next((o.value.day for o in usable if o.value and _is_seen(o.candidate.origin)), None)
    days = {o.value.day for o in usable[:1] if o.value}
    if seen is None or seen in days:
        return None
    stated = [o for o in usable if not o.candidate.origin.startswith(_ON_PAGE) and o.candidate.origin != "url"]
    alone = not any(o.value and o.value.day in days and not _same_place(o, usable[0]) for o in usable[1:])
    return next((o for o in stated if o.value and o.value.day == seen), None) if alone else None


def _shown_before(usable: list[Option[Moment]], changed: date | None) -> Option[Moment] | None:
    """The first date a reader sees, where what is stated is later, shown nowhere, and the day of the last change.

    Site builders that keep one date only write it into `datePublished` and `dateModified` alike.
    """
    first = usable[0]
    if first.value is None or changed is None or first.value.day < changed or _is_on_page(first):
        return None
    seen = next((o for o in usable if o.value and _is_seen(o.candidate.origin)), None)
    if seen is None or seen.value is None or seen.value.day >= changed:
        return None
    labelled = _PUBLISH.search(seen.candidate.raw) and not _shows(seen, first.value)
    return seen if labelled or not any(_shows(o, first.value) for o in usable[1:]) else None


def _shows(option: Option[Moment], stated: Moment) -> bool:
    """Whether a place that readers see has the day of a statement, as some clock of the earth shows it."""
    if option.value is None or not option.candidate.origin.startswith(_ON_PAGE):
        return False
    return abs((option.value.day - stated.day).days) <= 1


def _by_text(usable: list[Option[Moment]], options: list[Option[Moment]]) -> Option[Moment] | None:
    """The day of the first line by the text that is a date, where a date further down the page would be chosen.

    Dates above the headline are mostly the day's own, and those below it may be of related articles.
    """
    line = next((o for o in usable if o.value and o.candidate.origin == "visible:line"), None)
    first = usable[0]
    if line is None or line.value is None or first.value is None or not _is_on_page(first):
        return None
    day = line.value.day
    same = [
        o for o in options if o.usable and o.value and o.value.day == day and _is_on_page(o) and not _is_remote(o)
    ]
    if first.value.day == day or not same:
        return None
    later = first.candidate.origin.endswith("@above") or options.index(same[0]) < options.index(first)
    return min(same, key=usable.index) if later else None


def _is_remote(option: Option[Moment]) -> bool:
    return option.candidate.origin.startswith("visible:line") or option.candidate.origin.endswith("@elsewhere")


def _is_on_page(option: Option[Moment]) -> bool:
    return option.candidate.origin.startswith(("visible:", "time:"))


def _is_seen(origin: str) -> bool:
    return origin.startswith(_SEEN) and "@" not in origin


def _same_place(one: Option[Moment], other: Option[Moment]) -> bool:
    """Whether two statements come from one system's record: JSON-LD says the same of the article and the page."""
    return one.candidate.origin.partition(":")[0][:7] == other.candidate.origin.partition(":")[0][:7]


def _day_of(moment: datetime | date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _says_changed(candidate: Candidate) -> bool:
    text = candidate.raw
    return candidate.origin.startswith(("visible:", "time:")) and bool(
        _CHANGE.search(text) and not _PUBLISH.search(text)
    )


def _option(candidate: Candidate, reading: Reading) -> Option[Moment]:
    raw = candidate.raw
    if candidate.origin.startswith("time:"):
        raw = raw.rpartition("\n")[2]
    moment = read_time(raw, zone=reading.zone, language=reading.language, month_first=reading.month_first)
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
    day = best.value.day
    same = [o for o in usable if o.value and isinstance(o.value.when, datetime) and o.value.day == day]
    # Several times elsewhere on the page are those of comments.
    elsewhere = same and same[0].candidate.origin.endswith("@elsewhere")
    return best if not same or (elsewhere and len({o.value for o in same}) > 1) else same[0]


def _local(moment: Moment, usable: list[Option[Moment]], zone: tzinfo | None) -> datetime | None:
    """A time in UTC as the page's own clock shows it, where a date on the page proves another day there."""
    when = moment.when
    if not isinstance(when, datetime) or when.utcoffset() != timedelta(0):
        return None
    zone = zone or _zone_of(usable)
    for option in usable:
        other = option.value
        if other is None or abs((other.day - when.date()).days) != 1:
            continue
        if isinstance(other.when, datetime) and not other.zone_assumed:
            if abs(other.when - when) < timedelta(minutes=1):
                return other.when
            continue
        shown = option.candidate.origin.startswith(("visible:date", "visible:text", "time:", "url"))
        local = when.astimezone(zone) if zone and shown else _same_instant(when, other)
        if local is not None and local.date() == other.day:
            return local
    return None


def _zone_of(usable: list[Option[Moment]]) -> tzinfo | None:
    """The zone in which other times on the page are written, such as those of comments."""
    written = [o.value.when for o in usable if o.value and o.candidate.origin.startswith("time:")]
    zones = {w.utcoffset() for w in written if isinstance(w, datetime)} - {timedelta(0), None}
    return timezone(zones.pop() or timedelta(0)) if len(zones) == 1 else None


def _same_instant(when: datetime, other: Moment) -> datetime | None:
    """`when` in the zone in which it reads as `other`; None if no zone of the earth does that to the minute."""
    if other.clock is None or isinstance(other.when, datetime):
        return None
    naive = datetime.combine(other.day, other.clock.replace(second=0))
    difference = naive - when.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)
    if abs(difference) > WIDEST_OFFSET or difference % timedelta(minutes=30):
        return None
    return when.astimezone(timezone(difference))


def _shown(moment: Moment) -> str:
    return moment.when.isoformat()
