"""Lines that belong to a box go with it; what stands between two advertisements stays."""

from pipeline.clean import clean_lines
from pipeline.model import Line

PROSE = "The council of Skarholm voted on Tuesday to reopen the old ferry line, which had been closed for years."
AFTER = "The first boat is expected in June, the second one a year later, the mayor of the island said on Tuesday."


def kept(*lines):
    return [
        block.text
        for block in clean_lines([Line("Ferry returns", kind="title"), *lines], language="en")
        if block.kept
    ]


def box(text, kind):
    return Line(text, kind=kind, rule="judge:0.10")


def test_the_points_of_an_offer_go_with_it():
    offer = [
        box("Keep reading for £1", "paywall"),
        Line("Every report as it appears", kind="list"),
        Line("The crossword", kind="list"),
    ]
    assert kept(Line(PROSE), *offer, box("Start your trial", "navigation")) == ["Ferry returns", PROSE]


def test_a_link_below_a_label_goes_with_it_and_the_text_goes_on():
    link = Line("Eastern quay tests desalination by waves", kind="list", link_share=1.0)
    assert kept(Line(PROSE), box("Read also", "navigation"), link, Line(AFTER)) == ["Ferry returns", PROSE, AFTER]


def test_a_list_between_two_advertisements_stays():
    points = [Line("Two boats", kind="list"), Line("One roof", kind="list")]
    lines = [Line(PROSE), box("Advertisement", "advertisement"), *points, box("Advertisement", "advertisement")]
    assert kept(*lines, Line(AFTER)) == ["Ferry returns", PROSE, "Two boats", "One roof", AFTER]


def test_a_sentence_inside_a_box_stays():
    assert PROSE in kept(Line(AFTER), box("Keep reading", "paywall"), Line(PROSE), box("Subscribe", "paywall"))
