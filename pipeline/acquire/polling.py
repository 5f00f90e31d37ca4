"""When to look again: at a source, by how often it really publishes; at a known article, on a decaying schedule.

Pure: functions of what is remembered, the clock, and a number between 0 and 1 where chance has to spread requests.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from pipeline.acquire.schedule import next_due
from pipeline.model import Fetch, PollState, Source, UrlState


@dataclass(frozen=True, slots=True)
class PollLimits:
    """Between which bounds polling may vary."""

    shortest: timedelta = timedelta(minutes=10)
    longest: timedelta = timedelta(days=1)
    unknown: timedelta = timedelta(hours=1)  # nothing is known of the source yet
    first_retry: timedelta = timedelta(minutes=10)  # after one failure; doubled with each further one
    spread: float = 0.1  # share by which a time is moved at random, so that sources don't fall due together
    remembered: int = 40  # newest publications that the rhythm is taken from


DEFAULT_POLLING = PollLimits()
REREADS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
_EARLY = timedelta(seconds=30)  # at the most, and at the most a tenth of the wait
_GIVE_UP = 8  # failures in a row after which an article's address is not asked for again


def next_poll(
    source: Source, state: PollState, now: datetime, chance: float, limits: PollLimits = DEFAULT_POLLING
) -> datetime:
    """When to poll a source again, `chance` between 0 and 1.

    After a failure the waits double. Otherwise a stated schedule decides; without one, half the usual gap between
    publications (so that a new item is on average a quarter of a gap old), longer the longer the source has been
    silent, within limits. Never before Retry-After; never before the feed's ttl or Cache-Control within limits.
    """
    if state.failures:
        wait = limits.first_retry * 2 ** min(state.failures - 1, 20)
        when = now + _spread(min(wait, limits.longest), chance, limits)
    elif source.schedule:
        when = next_due(source.schedule, now, zone_of(source))
    else:
        wait = min(max(_rhythm(state, now, limits), _stated(state, now)), limits.longest)
        when = now + _spread(max(wait, limits.shortest), chance, limits)
    return max(when, state.retry_after) if state.retry_after else when


def is_due(state: PollState | None, now: datetime) -> bool:
    """Whether to poll a source now.

    A run that comes a little early counts: runs come at fixed times and begin at once or some seconds later, so a
    source polled every five minutes by a run every five minutes would else often have to wait for the next one.
    """
    if state is None or state.next_at is None:
        return True
    if state.retry_after and state.retry_after > now:
        return False
    wait = state.next_at - state.last_at if state.last_at else timedelta(0)
    return state.next_at - min(wait / 10, _EARLY) <= now


def after_poll(
    state: PollState,
    fetch: Fetch,
    now: datetime,
    *,
    published: Iterable[datetime] = (),
    ttl: timedelta | None = None,
    fault: str | None = None,
    limits: PollLimits = DEFAULT_POLLING,
) -> PollState:
    """What is remembered after a poll; `published`: its new items' times, `fault`: why it can't be read."""
    good = fetch.outcome in {"fetched", "unchanged"} and not fault
    arrivals = sorted({*state.arrivals, *(min(moment, now) for moment in published)})[-limits.remembered :]
    return replace(
        state,
        last_at=now,
        arrivals=tuple(arrivals),
        failures=0 if good else state.failures + (fetch.outcome != "deferred"),
        failing_since=None if good else state.failing_since or now,
        reason="" if good else fault or fetch.reason,
        retry_after=fetch.retry_after,
        fresh_until=fetch.fresh_until,
        ttl_seconds=ttl.total_seconds() if ttl else state.ttl_seconds,
    )


def after_fetch(
    state: UrlState, fetch: Fetch, now: datetime, chance: float, rereads: tuple[timedelta, ...] = REREADS
) -> UrlState:
    """What is remembered of an article's address after it was fetched, and when it is due again.

    The schedule counts from the first fetch, so a late run reads an article once and not for every time it missed.
    """
    if fetch.outcome == "deferred":
        return replace(state, next_at=fetch.retry_after or now + timedelta(minutes=10))
    if fetch.outcome in {"fetched", "unchanged"}:
        first = state.first_fetched_at or now
        moved = fetch.moved_to or state.moved_to
        return replace(
            state,
            uri=state.uri or fetch.moved_to or fetch.url,
            first_fetched_at=first,
            last_fetched_at=now,
            etag=fetch.etag or (state.etag if fetch.outcome == "unchanged" else None),
            last_modified=fetch.last_modified or (state.last_modified if fetch.outcome == "unchanged" else None),
            validated_url=fetch.final_url or fetch.url,
            digest=fetch.digest or state.digest,
            reads=state.reads + 1,
            failures=0,
            next_at=next((first + step for step in rereads if first + step > now), None),
            moved_to=moved,
        )
    if fetch.outcome in {"gone", "tdm"}:
        return replace(state, gone=True, next_at=None, failures=state.failures + 1)
    return _after_failure(state, fetch, now, chance)


def _after_failure(state: UrlState, fetch: Fetch, now: datetime, chance: float) -> UrlState:
    failures = state.failures + 1
    wait = timedelta(minutes=15) * 2 ** min(failures - 1, 10)
    due = now + _spread(min(wait, timedelta(days=3)), chance, DEFAULT_POLLING)
    if fetch.retry_after:
        due = max(due, fetch.retry_after)
    return replace(state, failures=failures, next_at=due if failures < _GIVE_UP else None)


def zone_of(source: Source) -> tzinfo:
    """The zone that a source's own times are in."""
    return ZoneInfo(source.timezone) if source.timezone else UTC


def _rhythm(state: PollState, now: datetime, limits: PollLimits) -> timedelta:
    """Half the median gap between publications, or a tenth of the silence where that has become longer."""
    if not state.arrivals:
        return limits.unknown
    silence = max(now - state.arrivals[-1], timedelta(0)) / 10
    if len(state.arrivals) < 3:
        return max(limits.unknown, silence)
    pairs = zip(state.arrivals, state.arrivals[1:], strict=False)
    gap = statistics.median((later - earlier).total_seconds() for earlier, later in pairs)
    return max(timedelta(seconds=gap / 2), silence)


def _stated(state: PollState, now: datetime) -> timedelta:
    """How long the publisher asks to keep what was fetched."""
    ttl = timedelta(seconds=state.ttl_seconds or 0)
    fresh = state.fresh_until - now if state.fresh_until else timedelta(0)
    return max(ttl, fresh)


def _spread(wait: timedelta, chance: float, limits: PollLimits) -> timedelta:
    return wait * (1 + limits.spread * (2 * chance - 1))
