"""Quotation marks of all scripts are paired, whatever stands between or is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.enrich.marks import find_spans


def outer(text):
    return [text[slice(*span.inner)].strip() for span in find_spans(text) if span.depth == 0]


@pytest.mark.parametrize(
    "text",
    ["Er sagte: „Ja.“", "Er sagte: »Ja.«", "Il dit : « Ja. »", "He said: “Ja.”", 'He said: "Ja."', "Han sa: ”Ja.”",
     "彼は「Ja.」と言った", "Sie sagte: ‚Ja.‘", "Er sagte: ›Ja.‹", "Il a dit : ‹Ja.›", "He said ‘Ja.’", "„Ja.” – powiedział", "他说：“Ja.”"],
)  # fmt: skip
def test_every_kind_of_mark_is_known(text):
    assert ["Ja."] == outer(text)


def test_an_inner_quote_is_part_of_the_outer_one():
    assert ["Er rief ‚Halt!‘ und lief"] == outer("„Er rief ‚Halt!‘ und lief“, sagte sie.")
    assert ["Wir haben „Small Talk“ gemacht"] == outer("„Wir haben „Small Talk“ gemacht“, sagte er.")


def test_an_apostrophe_closes_nothing():
    assert ["It's the workers’ rights that we can't see"] == outer(
        "‘It's the workers’ rights that we can't see’, he said."
    )


def test_a_mark_without_a_partner_is_left_out():
    assert ["Zwei."] == outer("Das „ist offen.\n\nUnd das.\n\nNoch eins.\n\nNoch.\n\nWeiter.\n\nSo. „Zwei.“")
    assert [] == outer("Er ist 5' 11\" groß")


def test_a_quote_that_opens_anew_with_each_paragraph_is_one_span_a_paragraph():
    text = "“This is the first part.\n\n“And this is the second,” he said."
    assert ["This is the first part.", "And this is the second,"] == outer(text)


def test_inches_and_minutes_stay_unpaired_but_the_quote_after_them_is_found():
    assert ["Too small"] == outer('The 27" screen broke. "Too small", he said.')


@given(st.text(alphabet="„“”\"«»‚‘’'‹› ab.\n", max_size=200))
def test_spans_lie_in_the_text_and_do_not_cross(text):
    spans = find_spans(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert [] == [(a, b) for a in spans for b in spans if a.start < b.start < a.end < b.end]
