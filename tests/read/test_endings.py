"""Headings below the last text go, headings of text stay."""

from __future__ import annotations

import pytest

from pipeline.model import Block
from pipeline.read.endings import RULE, without_loose_headings

TEXT = Block("The council voted on Tuesday.", True, "paragraph", None)
LINK = Block("Another story", False, "related", "judge:0.01")


def heading(text: str) -> Block:
    return Block(text, True, "heading", None)


def test_a_heading_that_nothing_follows_goes_with_its_list():
    found = without_loose_headings([TEXT, heading("More on ports"), LINK, LINK])
    assert [True, False, False, False] == [block.kept for block in found]
    assert RULE == found[1].rule


@pytest.mark.parametrize(
    "blocks",
    [
        [heading("The answer"), TEXT, LINK],
        [TEXT, heading("One"), heading("Two"), heading("Three")],
        [TEXT, heading("And who pays for it?"), LINK],
        [heading("More on ports"), LINK],
        [],
    ],
)
def test_headings_of_text_and_texts_of_headings_stay(blocks):
    assert tuple(blocks) == without_loose_headings(blocks)
