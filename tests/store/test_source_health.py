"""A web source that fails, falls silent, is forgotten or never was polled is seen, with the reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.model import Fetch, PollState, Remembered, Source

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def health(warehouse):
    """State and reason of one source after polls and fetches have left what is given."""

    def health(poll=None, fetches=(), kind="feed", enabled=True):
        warehouse.register_sources([Source("s", "S", kind, "https://s.example/feed", enabled=enabled)])
        run = warehouse.begin_run("test")
        state = (PollState("s", **poll),) if poll is not None else ()
        warehouse.load(run, [], remembered=Remembered(tuple((each, None) for each in fetches), poll_states=state))
        return warehouse.connection.execute(
            "select state, reason from source_health where source_id = 's'"
        ).fetchall()[0]

    return health


def hourly(until, count=5):
    return tuple(until - n * HOUR for n in reversed(range(count)))


def fetch(outcome, reason="", hours=1):
    return Fetch("s", "https://s.example/1", "page", "s.example", NOW - hours * HOUR, outcome, reason)


SOON = {"last_at": NOW, "next_at": NOW + HOUR}


def test_a_source_that_answers_and_publishes_is_ok(health):
    assert ("ok", None) == health({**SOON, "arrivals": hourly(NOW)})


def test_a_source_that_was_never_polled_is_new(health):
    assert ("new", "no run has polled it yet") == health()


def test_a_source_whose_list_fails_is_failing_with_the_reason(health):
    failing = {"failures": 3, "failing_since": NOW - 9 * HOUR, "reason": "410: gone for good"}
    assert ("failing", "410: gone for good") == health({**SOON, **failing, "arrivals": hourly(NOW)})


def test_a_source_whose_pages_fail_is_failing_although_its_list_works(health):
    fetches = [fetch("refused", "403: Forbidden"), fetch("refused", "403: Forbidden"), fetch("fetched")]
    found = health({**SOON, "arrivals": hourly(NOW)}, fetches)
    assert ("failing", "its pages: 403: Forbidden") == found


def test_failures_of_pages_that_are_over_do_not_count(health):
    fetches = [fetch("refused", "403: Forbidden", hours=24 * 8)] * 5
    assert ("ok", None) == health({**SOON, "arrivals": hourly(NOW)}, fetches)


@pytest.mark.parametrize(
    ("newest", "gap", "state"),
    [(timedelta(days=2), HOUR, "ok"), (timedelta(days=4), HOUR, "silent"), (timedelta(days=20), 72 * HOUR, "ok")],
)
def test_a_source_is_silent_after_ten_usual_gaps_and_three_days(health, newest, gap, state):
    arrivals = tuple(NOW - newest - n * gap for n in reversed(range(5)))
    found = health({**SOON, "arrivals": arrivals})
    assert (state, f"nothing new since {NOW - newest:%Y-%m-%d}" if state == "silent" else None) == found


def test_a_source_with_one_item_long_ago_is_silent(health):
    assert "silent" == health({**SOON, "arrivals": (NOW - timedelta(days=9),)})[0]


def test_a_list_that_names_nothing_is_said(health):
    assert ("empty", "its list names no article") == health(SOON)


def test_a_source_that_no_run_comes_to_any_more_is_overdue(health):
    late = {"last_at": NOW - 50 * HOUR, "next_at": NOW - 49 * HOUR}
    assert ("overdue", "it is due, and no run has come") == health({**late, "arrivals": hourly(NOW)})


def test_a_disabled_source_is_not_missed_and_one_on_disk_has_no_state(health):
    assert ("disabled", None) == health(enabled=False)
    assert (None, None) == health(kind="folder")
