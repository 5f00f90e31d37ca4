"""What an outlet added, cut and reworded."""

from __future__ import annotations

from pipeline.relate.changes import Change, Wording, changes_of

FIRST = "The town council voted on Tuesday to close the old bridge for repairs."
SECOND = "Engineers had found cracks in two of the cables during a routine check."
THIRD = "The work will take until autumn and cost four million euros."
ORIGIN = Wording("Bridge closes", None, (FIRST, SECOND, THIRD))


def test_the_same_text_has_no_changes():
    assert [] == changes_of(Wording("BRIDGE closes!", None, ORIGIN.paragraphs), ORIGIN)


def test_added_cut_and_changed_paragraphs_and_the_headline_are_told_apart():
    dated = f"NORDHEIM (nda) - {FIRST}"
    own = "Our readers can follow the repairs on a webcam."
    copy = Wording("Old bridge shut", "No way across until autumn.", (dated, THIRD, own))
    expected = [
        Change("headline", 0, "Old bridge shut", "Bridge closes"),
        Change("added", 0, "No way across until autumn.", None),
        Change("changed", 1, dated, FIRST),
        Change("added", 3, own, None),
        Change("cut", 2, None, SECOND),
    ]
    assert expected == changes_of(copy, ORIGIN)


def test_a_paragraph_that_only_moved_is_no_change():
    assert [] == changes_of(Wording("Bridge closes", None, (THIRD, FIRST, SECOND)), ORIGIN)


def test_texts_without_paragraphs_are_compared():
    nothing = Wording(None, None, ())
    assert [] == changes_of(nothing, nothing)
    assert ["headline", "cut", "cut", "cut"] == [each.change for each in changes_of(nothing, ORIGIN)]
