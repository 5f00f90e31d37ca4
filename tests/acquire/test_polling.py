"""When sources and articles are looked at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.polling import DEFAULT_POLLING, after_fetch, after_poll, is_due, next_poll
from pipeline.acquire.schedule import next_due
from pipeline.model import Fetch, PollState, Source, UrlState

NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
SOURCE = Source("s", "S", "feed", "https://news.example/feed")
FETCH = Fetch("s", "https://news.example/feed", "feed", "news.example", NOW, "fetched", "")
HOUR = timedelta(hours=1)


def every(gap: timedelta, count: int = 10, until: datetime = NOW) -> tuple[datetime, ...]:
    return tuple(until - gap * n for n in reversed(range(count)))


def wait(state: PollState, source: Source = SOURCE, chance: float = 0.5) -> timedelta:
    return next_poll(source, state, NOW, chance) - NOW


class TestSources:
    @pytest.mark.parametrize(
        ("gap", "expected"),
        [
            (timedelta(minutes=2), timedelta(minutes=10)),
            (HOUR, HOUR / 2),
            (4 * HOUR, 2 * HOUR),
            (timedelta(days=7), timedelta(days=1)),
        ],
    )
    def test_the_wait_is_half_the_usual_gap_within_limits(self, gap, expected):
        assert expected == wait(PollState("s", arrivals=every(gap)))

    def test_a_burst_of_items_does_not_hide_the_rhythm(self):
        arrivals = tuple(
            sorted([*every(4 * HOUR, 12), *(NOW - timedelta(hours=8, seconds=n) for n in range(1, 4))])
        )
        assert 2 * HOUR == wait(PollState("s", arrivals=arrivals))

    def test_a_source_that_falls_silent_is_asked_less_and_less(self):
        waits = [
            wait(PollState("s", arrivals=every(HOUR, until=NOW - timedelta(days=days)))) for days in (0, 1, 5, 60)
        ]
        assert [HOUR / 2, timedelta(hours=2.4), timedelta(hours=12), timedelta(days=1)] == waits

    def test_an_unknown_source_is_asked_every_hour(self):
        assert HOUR == wait(PollState("s"))

    def test_failures_double_the_wait_up_to_a_day(self):
        waits = [
            wait(PollState("s", arrivals=every(HOUR), failures=n)).total_seconds() / 60 for n in (1, 2, 3, 4, 50)
        ]
        assert [10, 20, 40, 80, 24 * 60] == waits

    def test_retry_after_holds_whatever_else_is_due(self):
        later = NOW + timedelta(days=2)
        for state in (PollState("s"), PollState("s", failures=1), PollState("s", arrivals=every(HOUR))):
            assert later == next_poll(SOURCE, replace(state, retry_after=later), NOW, 0.5)
        assert later == next_poll(replace(SOURCE, schedule="30m"), PollState("s", retry_after=later), NOW, 0.5)

    def test_what_the_publisher_states_lengthens_the_wait_within_limits(self):
        state = PollState("s", arrivals=every(HOUR))
        assert 2 * HOUR == wait(replace(state, ttl_seconds=7200.0))
        assert 3 * HOUR == wait(replace(state, fresh_until=NOW + 3 * HOUR))
        assert timedelta(days=1) == wait(replace(state, fresh_until=NOW + timedelta(days=300)))

    def test_a_schedule_of_its_own_replaces_the_rhythm(self):
        state = PollState("s", arrivals=every(timedelta(minutes=1)))
        assert timedelta(minutes=30) == wait(state, replace(SOURCE, schedule="30m"))
        assert timedelta(hours=4) == wait(state, replace(SOURCE, schedule="0 18 * * *", timezone="Europe/Berlin"))

    @given(
        st.floats(0, 1),
        st.integers(0, 60),
        st.lists(st.timedeltas(timedelta(0), timedelta(days=400)), max_size=20),
    )
    def test_it_is_never_sooner_or_later_than_the_limits(self, chance, failures, ages):
        state = PollState("s", arrivals=tuple(sorted(NOW - age for age in ages)), failures=failures)
        assert DEFAULT_POLLING.shortest * 0.899 <= wait(state, chance=chance) <= DEFAULT_POLLING.longest * 1.101

    def test_chance_spreads_by_a_tenth(self):
        assert [timedelta(minutes=54), timedelta(minutes=66)] == [
            wait(PollState("s"), chance=chance) for chance in (0, 1)
        ]

    def test_a_poll_is_remembered(self):
        failed = after_poll(PollState("s"), replace(FETCH, outcome="server-error", reason="500: x"), NOW)
        assert (1, NOW, "500: x") == (failed.failures, failed.failing_since, failed.reason)
        again = after_poll(failed, FETCH, NOW + HOUR, fault="not a feed")
        assert (2, NOW, "not a feed") == (again.failures, again.failing_since, again.reason)
        good = after_poll(again, FETCH, NOW + 2 * HOUR, published=[NOW, NOW + 99 * HOUR], ttl=timedelta(minutes=5))
        assert (0, None, "", 300.0) == (good.failures, good.failing_since, good.reason, good.ttl_seconds)
        assert (NOW, NOW + 2 * HOUR) == good.arrivals  # what claims to be from the future arrived now

    def test_being_held_back_is_no_failure(self):
        assert 0 == after_poll(PollState("s"), replace(FETCH, outcome="deferred"), NOW).failures


class TestArticles:
    def read(self, state, hours, **more):
        return after_fetch(state, replace(FETCH, **more), NOW + hours * HOUR, 0.5)

    def test_it_is_read_again_after_1_6_24_and_72_hours_and_then_no_more(self):
        state = UrlState("u", "s")
        due = []
        for hours in (0, 1, 6, 24, 72):
            state = self.read(state, hours)
            due.append(state.next_at and (state.next_at - NOW) / HOUR)
        assert ([1, 6, 24, 72, None], 5) == (due, state.reads)

    def test_a_late_run_does_not_read_for_every_time_it_missed(self):
        state = self.read(self.read(UrlState("u", "s"), 0), 30)
        assert NOW + 72 * HOUR == state.next_at

    def test_validators_follow_the_response_and_survive_a_304(self):
        first = self.read(UrlState("u", "s"), 0, etag='"1"', digest="d", final_url="v", moved_to="v")
        assert ('"1"', "d", "v", "v") == (first.etag, first.digest, first.validated_url, first.moved_to)
        assert '"1"' == self.read(first, 1, outcome="unchanged", final_url="v").etag
        assert None is self.read(first, 1, digest="e").etag

    def test_gone_and_reserved_are_not_asked_for_again(self):
        for outcome in ("gone", "tdm"):
            state = self.read(UrlState("u", "s"), 0, outcome=outcome)
            assert (True, None) == (state.gone, state.next_at)

    def test_failures_wait_longer_and_end(self):
        state, waits = UrlState("u", "s"), []
        for _ in range(8):
            state = self.read(state, 0, outcome="missing")
            waits.append(state.next_at and (state.next_at - NOW) / timedelta(minutes=15))
        assert [1, 2, 4, 8, 16, 32, 64, None] == waits

    def test_retry_after_and_turns_are_kept(self):
        later = NOW + 50 * HOUR
        assert later == self.read(UrlState("u", "s"), 0, outcome="throttled", retry_after=later).next_at
        held = self.read(UrlState("u", "s"), 0, outcome="deferred", retry_after=later)
        assert (later, 0) == (held.next_at, held.failures)


class TestSchedules:
    @pytest.mark.parametrize(
        ("schedule", "after", "expected"),
        [
            ("15m", "2024-05-06 12:00", "2024-05-06 12:15"), ("2d", "2024-05-06 12:00", "2024-05-08 12:00"),
            ("* * * * *", "2024-05-06 12:00", "2024-05-06 12:01"), ("*/15 * * * *", "2024-05-06 12:00", "2024-05-06 12:15"),
            ("0 6-22/4 * * *", "2024-05-06 12:00", "2024-05-06 14:00"), ("30 5 * * mon-fri", "2024-05-10 12:00", "2024-05-13 05:30"),
            ("0 0 1 * *", "2024-05-06 12:00", "2024-06-01 00:00"), ("0 0 29 2 *", "2024-05-06 12:00", "2028-02-29 00:00"),
            ("0 12 * jan,JUL 7", "2024-05-06 12:00", "2024-07-07 12:00"), ("0 0 13 * 5", "2024-05-06 12:00", "2024-05-10 00:00"),
            ("5,10 0 * * *", "2024-05-06 00:05", "2024-05-06 00:10"), ("10/20 * * * *", "2024-05-06 12:10", "2024-05-06 12:30"),
        ],
    )  # fmt: skip
    def test_times_that_cron_names(self, schedule, after, expected):
        def at(text):
            return datetime.fromisoformat(text).replace(tzinfo=UTC)

        assert at(expected) == next_due(schedule, at(after), UTC)

    @pytest.mark.parametrize(
        "schedule", ["61 * * * *", "* * 31 2 *", "5-1 * * * *", "* * * foo *", "*/0 * * * *", "* * *"]
    )
    def test_times_that_never_come(self, schedule):
        with pytest.raises(ValueError, match=r".+"):
            next_due(schedule, NOW, UTC)

    def test_the_sources_zone_decides_also_when_clocks_change(self):
        zone = ZoneInfo("Europe/Berlin")
        before = datetime(2024, 3, 30, 12, 0, tzinfo=UTC)
        assert datetime(2024, 3, 31, 6, 0, tzinfo=UTC) == next_due("0 8 * * *", before, zone)
        assert datetime(2024, 3, 30, 7, 0, tzinfo=UTC) == next_due("0 8 * * *", before - timedelta(days=1), zone)

    @given(st.integers(0, 5 * 10**6), st.sampled_from(["*/7 * * * *", "30 2 * * *", "0 1-3 * 3,10 0"]))
    def test_the_next_time_is_always_later(self, minutes, schedule):
        after = NOW + timedelta(minutes=minutes)
        assert next_due(schedule, after, ZoneInfo("Europe/Berlin")) > after


@pytest.mark.parametrize(
    ("waits", "passed", "due"),
    [
        (timedelta(minutes=1), timedelta(seconds=53), False),
        (timedelta(minutes=1), timedelta(seconds=55), True),
        (timedelta(minutes=5), timedelta(minutes=4, seconds=29), False),
        (timedelta(minutes=5), timedelta(minutes=4, seconds=31), True),
        (timedelta(days=1), timedelta(hours=23, minutes=59), False),
        (timedelta(days=1), timedelta(days=1), True),
    ],
)
def test_a_run_a_little_before_the_time_counts_because_the_next_comes_a_period_later(waits, passed, due):
    state = PollState("s", last_at=NOW, next_at=NOW + waits)
    assert due == is_due(state, NOW + passed)


def test_retry_after_is_kept_to_the_second_and_an_unknown_source_is_due():
    until = NOW + timedelta(minutes=5)
    state = PollState("s", last_at=NOW, next_at=until, retry_after=until)
    assert [False, True] == [is_due(state, until - timedelta(seconds=1)), is_due(state, until)]
    assert [True, True] == [is_due(None, NOW), is_due(PollState("s"), NOW)]
