"""Plain text becomes lines, exactly as they are, and paragraphs."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.text import paragraphs, read_text

FIRST = (
    "The council of Skarholm voted on Tuesday to reopen the old ferry line, which had been closed for eleven years "
    "after the bridge was built, and to buy two electric boats for it."
)
SECOND = (
    "Opponents said the money, some four million crowns, would be better spent on the school roof, which has leaked "
    "since the storm of last winter."
)


@given(st.text())
def test_lines_are_the_inputs_lines_that_are_not_blank(text):
    assert [line.text for line in read_text(text)] == [line for line in text.splitlines() if line.strip()]


@given(st.text(alphabet="ab \n\u3000\u3042.", max_size=400))
def test_paragraphs_cover_every_line_once_and_in_order(text):
    lines = read_text(text)
    covered = [index for part in paragraphs(lines) for index in range(part.first, part.last)]
    assert covered == list(range(len(lines)))


def test_paragraphs_may_be_separated_by_single_line_ends():
    assert [part.text for part in paragraphs(read_text(f"{FIRST}\n{SECOND}"))] == [FIRST, SECOND]


def test_paragraphs_wrapped_at_a_width_are_joined_again():
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in ("A headline", FIRST, SECOND))
    assert [part.text for part in paragraphs(read_text(wrapped))] == ["A headline", FIRST, SECOND]


def test_a_no_break_space_does_not_end_a_word_when_lines_are_wrapped():
    text = (
        "Les services techniques ont retrouvé deux cents vélos et un lavoir dans le\npremier\u00a0; rien ailleurs."
    )
    assert [part.text for part in paragraphs(read_text(text))] == [text.replace("\n", " ")]


def test_wrapped_japanese_is_joined_without_spaces():
    text = "市長は火曜日、住民は料金の値上げに備えるべきだと述べた。これ以上は我慢できないと付け加えた。" * 3
    wrapped = "\n".join(text[start : start + 45] for start in range(0, len(text), 45))
    assert [part.text for part in paragraphs(read_text(wrapped))] == [text]


def test_short_lines_of_a_list_are_not_joined():
    text = "Results\nNordheim 2 Süderau 1\nAlt 0 Neu 0\nA longer line that stands in the same list of results today\nEnd"
    assert len(paragraphs(read_text(text))) == 5


def test_wider_gaps_can_be_told_from_single_ones():
    assert [line.group for line in read_text("a\n\n\nb\nc\n\nd")] == [0, 2, 2, 3]
