"""Dates in running text, counted from the day of publication where they are relative."""

from datetime import UTC, date, datetime

import pytest

from pipeline.enrich.text_dates import find_dates

MONDAY = date(2024, 6, 17)


def read(text, language="de", published=MONDAY):
    return [
        (d.text, d.first.isoformat(), d.last.isoformat(), d.precision)
        for d in find_dates(text, language, published)
    ]


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "precision"),
    [
        ("de", "am Dienstag", "2024-06-11", "2024-06-11", "day"),
        ("de", "im vergangenen September", "2023-09-01", "2023-09-30", "month"),
        ("de", "seit 24 Jahren", "2000-01-01", "2000-12-31", "year"),
        ("de", "am 18. Juni 2025", "2025-06-18", "2025-06-18", "day"),
        ("de", "am 3. März", "2024-03-03", "2024-03-03", "day"),
        ("de", "vor drei Tagen", "2024-06-14", "2024-06-14", "day"),
        ("de", "kommende Woche", "2024-06-24", "2024-06-30", "week"),
        ("de", "übermorgen", "2024-06-19", "2024-06-19", "day"),
        ("de", "bis 18.6.2025", "2025-06-18", "2025-06-18", "day"),
        ("en", "last week", "2024-06-10", "2024-06-16", "week"),
        ("en", "on June 18, 2025", "2025-06-18", "2025-06-18", "day"),
        ("en", "two years ago", "2022-01-01", "2022-12-31", "year"),
        ("en", "next Friday", "2024-06-21", "2024-06-21", "day"),
        ("en", "in March 2023", "2023-03-01", "2023-03-31", "month"),
        ("fr", "lundi dernier", "2024-06-10", "2024-06-10", "day"),
        ("fr", "le 1er mai 2023", "2023-05-01", "2023-05-01", "day"),
        ("fr", "il y a deux ans", "2022-01-01", "2022-12-31", "year"),
        ("es", "la semana pasada", "2024-06-10", "2024-06-16", "week"),
        ("es", "el 3 de marzo de 2023", "2023-03-03", "2023-03-03", "day"),
        ("it", "il 5 maggio 2023", "2023-05-05", "2023-05-05", "day"),
        ("ru", "18 июня 2023 года", "2023-06-18", "2023-06-18", "day"),
        ("sv", "den 15 oktober 2023", "2023-10-15", "2023-10-15", "day"),
    ],
)
def test_a_date_is_read_as_the_days_it_can_mean(language, text, first, last, precision):
    assert [(first, last, precision)] == [found[1:] for found in read(text, language)]


def test_relative_dates_need_a_day_of_publication_and_absolute_ones_do_not():
    assert [("3. März 2023", "2023-03-03", "2023-03-03", "day")] == read(
        "gestern, am 3. März 2023, am Dienstag", published=None
    )


@pytest.mark.parametrize(
    "text",
    ["31. Februar 2023", "am 99.99.2023", "für 2019 Euro", "vor 99999 Jahren", "Der Mai war kalt und 40 Tage"],
)
def test_what_is_no_date_is_not_reported(text):
    assert [] == [found for found in read(text) if found[3] == "day" or "2019" in found[0]]


def test_a_time_of_publication_counts_as_its_day_and_offsets_are_those_of_the_text():
    text = "Er kam gestern."
    (found,) = find_dates(text, "de", datetime(2024, 6, 17, 23, 0, tzinfo=UTC))
    assert ("gestern", date(2024, 6, 16), True) == (text[found.start : found.end], found.first, found.relative)
