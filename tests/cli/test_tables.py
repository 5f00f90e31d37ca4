"""What commands print can be read on any terminal: no head, name or number is cut."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.cli.tables import print_table

HEADS = ("source", "found", "lines removed", "last published", "remarks")
ROWS = [
    (
        "skarholm-dagblad-morgenausgabe",
        "1,204",
        "17",
        "2026-03-10 12:00",
        "moved for good to https://skarholm.example/feed",
    ),
    ("渡船新聞", "3", "0", "", ""),
    ("all", "1,207", "17", "", ""),
]


def printed(width, rows=ROWS):
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False)
    print_table(console, HEADS, rows, texts=("source", "remarks"), right=("found", "lines removed"), total=True)
    return out.getvalue()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 200])
def test_nothing_is_cut_at_any_width(width):
    said = printed(width)
    assert "…" not in said
    unbroken = "".join(said.split())
    for word in (*" ".join(HEADS[1:-1]).split(), "1,204", "1,207", "渡船新聞"):
        assert word in unbroken
    assert all(len(line) <= width for line in said.splitlines())


def test_heads_are_broken_between_words_and_texts_give_way_to_numbers():
    said = printed(84)
    assert "lines" in said.splitlines()[1]
    assert "removed" in said.splitlines()[2]
    assert "1,204" in said
    assert "2026-03-10 12:00" in said


def test_rows_are_lists_where_the_columns_have_no_room():
    assert "渡船新聞\n  found: 3\n  lines removed: 0\nall\n" in printed(40)


def test_markup_in_a_name_is_text():
    assert "[red]" in printed(200, [("[red]", "1", "2", "", "")])
    assert "[red]" in printed(30, [("[red]", "1", "2", "", "")])
