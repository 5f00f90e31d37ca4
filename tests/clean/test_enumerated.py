"""Lists and tables of the article's own keep their lines, whatever these are called."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_lines
from pipeline.model import Line

TITLE = "What the agency offers the towns of the coast"
PROSE = "The council voted on Tuesday night to close the old swing bridge to lorries from the first week of May."


def removed(*texts: str) -> list[str]:
    blocks = clean_lines([Line(text) for text in (TITLE, PROSE, *texts)], language="en")
    return [block.text for block in blocks if not block.kept]


@pytest.mark.parametrize(
    "points",
    [
        ["- Strategy", "- Social Media", "- Community management", "- Content"],
        ["- Our own surveys", "- More blog posts", "- More public code examples"],
        ["1. Hire a lawyer", "2. Contact us", "3. Sell the boat"],
    ],
)
def test_points_of_a_list_stay(points):
    assert removed(*points, PROSE) == []


def test_a_list_of_buttons_goes():
    buttons = ["- Share on Facebook", "- Share on X", "- Print this page"]
    assert buttons == removed(*buttons, PROSE)


def test_rows_of_a_table_stay():
    rows = ["Category | Last month | This month", "Passed | 6676 | 6774", "Failed | 12 | 9"]
    assert removed(*rows, PROSE) == []


def test_names_below_each_entry_of_a_list_stay_and_the_byline_goes():
    books = [
        line for name in "ABCDEFGH" for line in (f"The {name} of the River", f"by Mara L{name.lower()}nd", PROSE)
    ]
    blocks = clean_lines([Line(text) for text in (TITLE, "By Jonas Falk", PROSE, *books, PROSE)], language="en")
    assert [block.text for block in blocks if not block.kept] == ["By Jonas Falk"]


def test_references_that_alternate_with_their_links_stay():
    references = [
        line for name in ("Savills", "Uspap", "Forbes") for line in (f"Report of {name}", f"https://{name}.test/a")
    ]
    assert removed(*references) == []


def test_words_of_menus_amid_other_short_lines_stay():
    assert removed("The departments", "Entertainment", "Roads and bridges", "The harbour office") == []


def test_opening_hours_are_no_date_line():
    assert removed("9.30 A.M. / 7.00 P.M.", "Harbour Street 15, Milan") == []


def test_a_word_three_times_is_no_row_of_buttons():
    assert removed("2. Video, video, video.", PROSE) == []
