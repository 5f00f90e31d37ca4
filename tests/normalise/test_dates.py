"""Times are read as they were meant, and what isn't known is not invented."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Candidate
from pipeline.normalise.date_choice import Reading, choose_times
from pipeline.normalise.dates import read_time

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def read(raw: str, **settings_: object) -> object:
    moment = read_time(raw, **settings_)
    return moment.when if moment else None


def times(*rows: tuple[str, str, str], reading: Reading | None = None) -> tuple[object, object]:
    candidates = [Candidate(field, raw, origin) for field, origin, raw in rows]
    chosen = choose_times(
        [c for c in candidates if c.field == "published"],
        [c for c in candidates if c.field == "modified"],
        reading or Reading(),
    )
    return chosen.published, chosen.modified


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("2024-05-03T10:20:30Z", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("2024-05-03T10:20:30.123+0200", datetime(2024, 5, 3, 10, 20, 30, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-03 10:20 -05:00", datetime(2024, 5, 3, 10, 20, tzinfo=timezone(timedelta(hours=-5)))),
        ("20240503T102030Z", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("Fri, 03 May 2024 10:20:30 GMT", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
        (
            "Fri May 03 2024 10:20:30 GMT+0200 (CEST)",
            datetime(2024, 5, 3, 10, 20, 30, tzinfo=timezone(timedelta(hours=2))),
        ),
        ("May 3, 2024 4:05 p.m. EDT", datetime(2024, 5, 3, 16, 5, tzinfo=timezone(timedelta(hours=-4)))),
        ("1714731630", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("1714731630000", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
        ("/Date(1714731630000)/", datetime(2024, 5, 3, 10, 20, 30, tzinfo=UTC)),
    ],
)
def test_machine_forms(raw, when):
    assert when == read(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "2024-05-03", "2024/5/3", "2024.05.03", "20240503", "3 May 2024", "May 3rd, 2024", "3. Mai 2024", "3 mai 2024", "3 de mayo de 2024",
        "3 maggio 2024", "3 de maio de 2024", "3 mei 2024", "3 maja 2024", "3 Mayıs 2024", "3 мая 2024 г.", "3 травня 2024", "3. května 2024",
        "3. maj 2024", "3. toukokuuta 2024", "2024. május 3.", "3 Μαΐου 2024", "3 Mei 2024", "٣ مايو ٢٠٢٤", "3 أيار 2024",
        "2024年5月3日", "2024년 5월 3일", "2024. 5. 3.", "令和6年5月3日", "3 tháng 5 năm 2024", "3 พฤษภาคม 2024", "3 मई 2024", "03.05.2024", "3/5/2024",
        "03-05-2024", "3.5.24", "Freitag, 3. Mai 2024", "Published: 3 May 2024", "3 May 2024 • 5 min read", "2567-05-03",
    ],
)  # fmt: skip
def test_a_day_in_many_languages(raw):
    assert date(2024, 5, 3) == read(raw)


@pytest.mark.parametrize(
    ("raw", "language", "day"),
    [
        ("1 listopada 2023", "pl", date(2023, 11, 1)),
        ("1. listopada 2023.", "hr", date(2023, 10, 1)),
        ("4 lipnja 2023", "hr", date(2023, 6, 4)),
    ],
)
def test_a_word_that_is_two_months(raw, language, day):
    assert day == read(raw, language=language)


def test_american_order_only_where_it_is_used():
    assert date(2024, 5, 3) == read("5/3/2024", month_first=True)
    assert date(2024, 3, 5) == read("5/3/2024")
    assert date(2024, 3, 5) == read("5.3.2024", month_first=True)
    assert date(2024, 5, 13) == read("5/13/2024")


def test_a_time_without_offset_takes_the_zone_or_is_a_day():
    assert datetime(2024, 5, 3, 10, 20, tzinfo=BERLIN) == read("3. Mai 2024, 10:20 Uhr", zone=BERLIN)
    assert date(2024, 5, 3) == read("3. Mai 2024, 10:20 Uhr")


def test_a_bare_midnight_is_a_day():
    assert date(2024, 5, 3) == read("2024-05-03 00:00:00", zone=BERLIN)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2 hours ago",
        "5 min read",
        "© 2024",
        "31.02.2024",
        "v1.2.3",
        "1/3/7/8/20",
        "99999999999999",
        "Room 2024",
    ],
)
def test_what_is_no_date(raw):
    assert None is read(raw)


class TestChoice:
    def test_json_ld_first_and_published_apart_from_modified(self):
        assert (date(2024, 5, 3), date(2024, 5, 5)) == times(
            ("published", "visible:date", "4 May 2024"),
            ("published", "json-ld:datePublished", "2024-05-03"),
            ("modified", "json-ld:dateModified", "2024-05-05"),
        )

    def test_of_the_same_day_the_one_with_the_hour(self):
        assert (
            datetime(2024, 5, 3, 10, 0, tzinfo=UTC)
            == times(
                ("published", "json-ld:datePublished", "2024-05-03"),
                ("published", "article:published_time", "2024-05-03T10:00Z"),
            )[0]
        )

    @pytest.mark.parametrize(
        "raw",
        ["Updated 5 May 2024", "Aktualisiert: 5. Mai 2024", "Mis à jour le 5 mai 2024", "最終更新：2024年5月5日"],
    )
    def test_a_visible_update_is_no_publication(self, raw):
        assert (date(2024, 5, 3), date(2024, 5, 5)) == times(
            ("published", "visible:date", raw), ("published", "visible:date", "3 May 2024")
        )

    def test_only_an_update_is_known_and_the_evidence_says_so(self):
        chosen = choose_times([Candidate("published", "Updated 5 May 2024", "visible:date")], [], Reading())
        assert date(2024, 5, 5) == chosen.published
        assert ["inferred"] == [
            row.reason.split(":")[0] for row in chosen.evidence if row.chosen and row.field == "published"
        ]

    def test_implausible_times_are_recorded_and_not_chosen(self):
        chosen = choose_times(
            [
                Candidate("published", raw, "json-ld:datePublished")
                for raw in ("1970-01-01", "2031-01-01", "2024-05-03")
            ],
            [],
            Reading(now=NOW),
        )
        assert date(2024, 5, 3) == chosen.published
        assert ["before the Web", "in the future"] == [row.reason for row in chosen.evidence if not row.chosen]

    def test_without_a_clock_the_future_is_not_known(self):
        assert date(2031, 1, 1) == times(("published", "json-ld:datePublished", "2031-01-01"))[0]

    def test_a_time_in_utc_is_shown_in_the_pages_zone_where_its_date_proves_it(self):
        rows = (
            ("published", "json-ld:datePublished", "2024-05-02T23:10:00Z"),
            ("published", "visible:date", "3. Mai 2024"),
        )
        found = times(*rows, reading=Reading(zone=BERLIN))[0]
        assert ("2024-05-03T01:10:00+02:00", datetime(2024, 5, 2, 23, 10, tzinfo=UTC)) == (
            found.isoformat(),
            found,
        )

    def test_the_offset_follows_from_the_visible_clock(self):
        rows = (
            ("published", "json-ld:datePublished", "2024-05-04T02:25:54Z"),
            ("published", "visible:date", "May 3, 2024 | 9:25pm"),
        )
        assert "2024-05-03T21:25:54-05:00" == times(*rows)[0].isoformat()

    def test_the_label_of_a_time_element_counts(self):
        assert (date(2024, 5, 3), date(2024, 5, 5)) == times(
            ("published", "time:plain", "Updated\n2024-05-05"), ("published", "time:plain", "Posted\n2024-05-03")
        )


@settings(max_examples=500, deadline=None)
@given(
    st.text(max_size=60)
    | st.from_regex(
        r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,4}( \d{1,2}:\d\d)?( ?[+-]\d{2}:?\d{2}| [AP]M)?", fullmatch=True
    )
)
def test_never_raises_and_a_moment_has_its_zone(raw):
    for found in (read_time(raw), read_time(raw, zone=BERLIN, month_first=True)):
        assert found is None or not isinstance(found.when, datetime) or found.when.tzinfo is not None
    times(
        ("published", "visible:date", raw),
        ("published", "json-ld:datePublished", raw),
        ("modified", "time:plain", raw),
    )


def test_two_places_outvote_one():
    """The date readers see, stated by another place, against a field that systems fill with what they like."""
    rows = [
        ("published", "json-ld:datePublished", "2024-05-01T08:00:00Z"),
        ("published", "article:published_time", "2024-05-03T08:00:00Z"),
        ("published", "visible:date", "3 May 2024"),
    ]
    assert datetime(2024, 5, 3, 8, tzinfo=UTC) == times(*rows)[0]
    assert datetime(2024, 5, 1, 8, tzinfo=UTC) == times(*rows, ("published", "time:plain", "1 May 2024"))[0]
    assert (
        datetime(2024, 5, 3, 8, tzinfo=UTC) == times(*rows, ("modified", "json-ld:dateModified", "2024-05-03"))[0]
    )


def test_one_date_for_everything_gives_way_to_an_earlier_one_by_the_headline():
    """Site builders write the day of the last change into datePublished and dateModified alike."""
    same = (
        ("published", "json-ld:datePublished", "Jun 24, 2025"),
        ("modified", "json-ld:dateModified", "Jun 24, 2025"),
    )
    shown = ("published", "visible:date", "August 25, 2024")
    assert date(2024, 8, 25) == times(*same, shown)[0]
    assert date(2025, 6, 24) == times(*same, shown, ("published", "visible:line", "June 24, 2025"))[0]


def test_a_line_by_the_text_tells_the_article_s_date_from_those_of_related_ones():
    dates = (
        ("published", "visible:date@above", "December 17, 2025"),
        ("published", "visible:date", "November 25, 2025"),
    )
    assert date(2025, 11, 25) == times(*dates)[0]
    assert date(2025, 12, 17) == times(*dates, ("published", "visible:line", "December 17, 2025 • 8 minutes"))[0]


def test_a_moment_is_shown_in_the_zone_that_another_statement_of_it_proves():
    west = timezone(timedelta(hours=-8))
    moment = ("published", "json-ld:datePublished", "2024-05-04T06:35:29Z")
    assert (
        datetime(2024, 5, 3, 22, 35, 29, tzinfo=west)
        == times(moment, ("published", "time:plain", "2024-05-03T22:35:29-08:00"))[0]
    )
    assert date(2024, 5, 3) == times(moment, ("published", "sailthru.date", "2024-05-03 22:35:29"))[0].date()
    assert date(2024, 5, 4) == times(moment, ("published", "sailthru.date", "2024-05-03 21:20:29"))[0].date()


def test_a_removed_line_is_believed_after_a_date_above_the_headline():
    assert (
        date(2024, 5, 3)
        == times(
            ("published", "visible:text-date@above", "3 May 2024"), ("published", "visible:line", "9 May 2024")
        )[0]
    )


def test_a_number_with_a_word_behind_it_is_no_day_of_the_month():
    assert date(2024, 2, 6) == read("5 min read February 6, 2024")


def test_bars_between_the_numbers_of_a_date():
    assert date(2024, 5, 31) == read("31 | 05 | 2024")
