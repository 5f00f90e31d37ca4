"""Whatever comes in: one block a line, with its text, in order; nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import RULE_SET_VERSION, clean_lines, default_rules
from pipeline.model import BLOCK_KINDS, KEPT_KINDS, Line

PROSE = "The council voted on Tuesday night to close the old swing bridge to lorries from the first week of May."
ANY_TEXT = st.text(st.characters(codec=None), max_size=120)
KNOWN = st.sampled_from(
    ["WERBUNG", "Leave a Reply", "Anna says:", "12 March 2024 at 14:05", "Reply", "Teilen", "* * *", ""]
)


def cleaned(*texts: str):
    return clean_lines([Line(text) for text in texts])


@given(st.lists(st.one_of(ANY_TEXT, KNOWN, st.just(PROSE)), max_size=12))
def test_one_block_a_line_with_its_text(texts):
    blocks = clean_lines([Line(text) for text in texts])
    assert texts == [block.text for block in blocks]
    assert all(block.kind in BLOCK_KINDS for block in blocks)
    assert all(block.kept == (block.rule is None) == (block.kind in KEPT_KINDS) for block in blocks)


@given(st.lists(st.one_of(ANY_TEXT, KNOWN), max_size=8))
def test_the_same_lines_give_the_same_blocks(texts):
    lines = [Line(text) for text in texts]
    assert clean_lines(lines) == clean_lines(lines)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000,
        "word " * 2_000_000,
        "-" * 1_000_000,
        "(" * 100_000,
        "\ud800 \udfff Teilen \ud800",
        "WERBUNG\0",
        "\u202eWERBUNG\u202c",
        "T\u200be\u200bi\u200bl\u200be\u200bn",
        "\u0301" * 5_000,
        "১২৩ ٤٥٦ १२३",
        "\ufeff",
        "A > " * 200,
        "#" * 2_000,
        "@ / # : | » « „ “ ” …",
        "©",
        "0 " * 300,
    ],
    ids=range(16),
)
def test_odd_lines_are_judged_too(text):
    blocks = cleaned(PROSE, text, PROSE)
    assert [PROSE, text, PROSE] == [block.text for block in blocks]
    assert blocks[0].kept
    assert blocks[2].kept


def test_a_million_lines_are_judged():
    lines = [Line(text) for text in ("Reply", "Anna says:", PROSE, "Share", "one two", "") for _ in range(170_000)]
    assert len(lines) == len(clean_lines(lines))


def test_invisible_characters_and_case_hide_nothing():
    for text in ("W\u00adE\u200bRBUNG", "- Werbung -", "ＷＥＲＢＵＮＧ", "→ werbung ←", "\u202bWERBUNG\u202c"):
        assert (text, "phrase:de/advertisement/werbung") == (text, cleaned(PROSE, text, PROSE)[1].rule)


def test_an_article_of_one_line_is_kept():
    assert [True] == [block.kept for block in cleaned("Anzeige")]


def test_a_readers_rule_is_carried_over():
    blocks = clean_lines([Line(PROSE), Line("Lena Abara", "caption", "html:figcaption"), Line(PROSE)])
    assert ("caption", "html:figcaption", False) == (blocks[1].kind, blocks[1].rule, blocks[1].kept)


def test_the_version_is_that_of_the_default_rules():
    assert default_rules().version == RULE_SET_VERSION
