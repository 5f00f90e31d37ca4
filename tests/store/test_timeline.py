"""Where captures belong in an article's history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from pipeline.store.timeline import Version, place

START = datetime(2024, 1, 1, tzinfo=UTC)


def _hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def _tell(*captures: tuple[str, int]) -> tuple[Version, ...]:
    """The history after captures of (content, hour), in the order they come in."""
    history: tuple[Version, ...] = ()
    for content, hour in captures:
        history = place(history, content, _hour(hour)).history
    return history


def _held(history: tuple[Version, ...]) -> list[Version]:
    return sorted((version for version in history if version.ever_held), key=lambda version: version.first_seen)


def test_the_first_capture_is_the_current_version():
    assert (Version(1, "a", _hour(1), _hour(1)),) == _tell(("a", 1))


def test_the_same_content_later_is_the_same_version_seen_longer():
    assert (Version(1, "a", _hour(1), _hour(3)),) == _tell(("a", 1), ("a", 3))


def test_other_content_supersedes():
    expected = (Version(1, "a", _hour(1), _hour(1), _hour(3)), Version(2, "b", _hour(3), _hour(3)))
    assert expected == _tell(("a", 1), ("b", 3))


def test_content_that_comes_back_is_a_version_of_its_own():
    assert [(1, "a"), (2, "b"), (3, "a")] == [
        (v.revision, v.content_digest) for v in _tell(("a", 1), ("b", 2), ("a", 3))
    ]


def test_an_older_capture_that_comes_late_goes_before():
    """An archive of 2020 loaded after one of 2024 does not become what the publisher says now."""
    expected = (Version(2, "old", _hour(1), _hour(1), _hour(9)), Version(1, "new", _hour(9), _hour(9)))
    assert expected == _tell(("new", 9), ("old", 1))


def test_an_older_capture_of_the_same_content_makes_it_seen_earlier():
    assert (Version(1, "a", _hour(1), _hour(9)),) == _tell(("a", 9), ("a", 1))


def test_a_late_capture_between_two_versions_stands_between_them():
    history = _held(_tell(("a", 1), ("c", 9), ("b", 5)))
    assert [("a", _hour(5)), ("b", _hour(9)), ("c", None)] == [
        (v.content_digest, v.superseded_at) for v in history
    ]


def test_a_version_seen_while_another_stood_was_never_in_force():
    history = _tell(("a", 1), ("a", 9), ("b", 5))
    assert [("a", None)] == [(v.content_digest, v.superseded_at) for v in _held(history)]
    assert [(2, "b")] == [(v.revision, v.content_digest) for v in history if not v.ever_held]


def test_seeing_it_again_there_adds_nothing():
    assert _tell(("a", 1), ("a", 9), ("b", 5)) == _tell(("a", 1), ("a", 9), ("b", 5), ("b", 6))


captures = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 12)), min_size=1, max_size=14)


@given(captures)
def test_one_version_is_in_force_at_a_time_whatever_the_order(seen):
    history = _tell(*seen)
    held = _held(history)
    assert [*(version.first_seen for version in held[1:]), None] == [version.superseded_at for version in held]
    assert set(range(1, len(history) + 1)) == {version.revision for version in history}
    assert all(version.first_seen <= version.last_seen for version in history)


@given(captures)
def test_in_order_of_time_versions_are_the_runs_of_equal_content(seen):
    by_time = sorted({hour: content for content, hour in seen}.items())
    told = _held(_tell(*((content, hour) for hour, content in by_time)))
    runs = [(content, next(group)[0]) for content, group in groupby(by_time, key=lambda pair: pair[1])]
    assert runs == [
        (version.content_digest, (version.first_seen - START) // timedelta(hours=1)) for version in told
    ]


@given(captures)
def test_telling_it_all_again_changes_no_version_that_held_last(seen):
    once = _held(_tell(*seen))[-1]
    history = _tell(*seen)
    assert once.content_digest == place(history, once.content_digest, once.last_seen).history[-1].content_digest
