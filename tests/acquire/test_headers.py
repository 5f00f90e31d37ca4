"""What headers say about time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.headers import charset_of, freshness, http_date, media_type_of, retry_after

NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("120", NOW + timedelta(seconds=120)),
        (" 0 ", NOW),
        ("Mon, 06 May 2024 12:30:00 GMT", NOW + timedelta(minutes=30)),
        ("Monday, 06-May-24 12:30:00 GMT", NOW + timedelta(minutes=30)),
        ("Mon, 06 May 2024 14:30:00 +0200", NOW + timedelta(minutes=30)),
        ("Mon, 06 May 2024 11:00:00 GMT", NOW),  # in the past
        ("99999999999999999999", NOW + timedelta(days=7)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", NOW + timedelta(days=7)),
        ("soon", None), ("", None), (None, None), ("-5", None), ("1.5", None), ("Mon, 99 May 2024 25:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_understood_in_both_forms(value, expected):
    assert expected == retry_after(value, NOW)


@pytest.mark.parametrize(
    ("cache_control", "expires", "expected"),
    [
        ("max-age=600", None, timedelta(seconds=600)),
        ("public, MAX-AGE = 60", None, timedelta(seconds=60)),
        ("no-cache, max-age=600", None, timedelta(0)),
        ("private", "Mon, 06 May 2024 13:00:00 GMT", timedelta(hours=1)),
        (None, "Mon, 06 May 2024 11:00:00 GMT", timedelta(0)),
        (None, "0", None), (None, None, None), ("x-max-age=5", None, None),
    ],
)  # fmt: skip
def test_freshness_comes_from_cache_control_or_else_expires(cache_control, expires, expected):
    assert expected == freshness(cache_control, expires, NOW)


@given(st.text(max_size=60))
def test_no_header_value_raises(value):
    retry_after(value, NOW)
    http_date(value)
    freshness(value, value, NOW)
    media_type_of(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text/html; charset=UTF-8", "utf-8"), ("text/html;charset='ISO-8859-1'", "iso-8859-1"), ('text/html; x=1; Charset = "windows-1252" ', "windows-1252"),
        ("text/html", None), ("text/html; charset=", None), ("text/html; charset=\x00", None), (None, None), ("charset=utf-8", None),
    ],
)  # fmt: skip
def test_the_charset_is_the_parameter_of_that_name(value, expected):
    assert expected == charset_of(value)


def test_the_type_is_without_parameters():
    assert media_type_of("Text/HTML; charset=x") == "text/html"
