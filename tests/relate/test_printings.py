"""Whoever is credited is the origin; else who had it first; else who has most of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from pipeline.relate.printings import Origin, Printing, origin_of

NOON = datetime(2024, 6, 18, 12, tzinfo=UTC)


def printing(name, *, hours=0, **fields):
    values = {
        "article_id": name,
        "revision": 1,
        "source_id": name,
        "source_name": name.title(),
        "publisher": None,
        "title": "A title",
        "lead": None,
        "body": "Some text.",
        "authors": (),
        "agency": None,
        "removed": (),
        "published_at": NOON + timedelta(hours=hours),
        "published_on": (NOON + timedelta(hours=hours)).date(),
        "first_seen": NOON,
    }
    return Printing(**(values | fields))


def test_the_outlet_that_others_credit_is_the_origin_though_it_was_seen_later():
    wire = printing("wire", hours=5, source_name="Northern Dispatch Agency")
    papers = [printing("paper", authors=("NDA",)), printing("gazette", body="Some text.\n\nnda/abc")]
    assert Origin("wire", "NDA", "credited as nda by 2 others") == origin_of([*papers, wire])


def test_a_credit_below_the_text_counts_though_it_was_removed():
    agency = printing("agency", hours=2, publisher="Agence Littoral")
    assert "agency" == origin_of([printing("a", removed=("Agence Littoral",)), agency]).article_id


def test_an_agency_that_is_no_source_is_named_beside_whoever_was_first():
    found = origin_of([printing("late", hours=3, agency="dpa"), printing("early")])
    assert Origin("early", "dpa", "published first; credits dpa, which is no source here") == found


def test_without_times_the_day_decides():
    earlier = printing("b", published_at=None, published_on=date(2024, 6, 17))
    assert "b" == origin_of([printing("a", published_at=None), earlier]).article_id


def test_of_those_of_one_day_the_most_complete_is_the_origin():
    whole = printing("b", published_at=None, body="Some text.\n\nAnd the rest of it.")
    found = origin_of([printing("a", published_at=None), whole])
    assert Origin("b", None, "the most complete of those of that time") == found


def test_a_person_in_the_byline_is_no_credit():
    assert "a" == origin_of([printing("a", authors=("Maria Lopez",)), printing("b", hours=1)]).article_id
