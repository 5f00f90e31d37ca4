"""The dateline at the start of a report."""

import pytest

from pipeline.enrich.dateline import find_dateline
from pipeline.model import Dateline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seoul (dpa) – Nordkorea hat", Dateline("Seoul", "dpa", "KR")),
        ("PARIS, 14 mars (AFP) - Le", Dateline("Paris", "AFP", "FR")),
        ("Vila Serena, 14 mar (Tres Ríos) – O comboio", Dateline("Vila Serena", "Tres Ríos")),
        ("Berlin/Hamburg (dpa/lno) - Die", Dateline("Berlin/Hamburg", "dpa/lno", "DE")),
        ("WASHINGTON — The Senate", Dateline("Washington", None, "US")),
        ("(ots) - Die Firma", Dateline(None, "ots")),
    ],
)
def test_place_and_desk_are_read(text, expected):
    assert expected == find_dateline(text, "de")


@pytest.mark.parametrize(
    "text",
    [
        "Merkel (CDU) sagte am Montag",
        "Die Partei (SPD) – wie immer",
        "Im Zoo (Köln) lebt ein Bär.",
        "",
        "Heute – so heißt es – ist",
    ],
)
def test_other_openings_are_no_dateline(text):
    assert find_dateline(text, "de") is None
