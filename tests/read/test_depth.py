"""Pages that nest deeper than the parser goes are read whole."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import article_from_html
from pipeline.read.blocks import parse, read_dom
from pipeline.read.depth import DEEPEST, flattened

TOP = "The council of the harbour town voted on Tuesday to reopen the ferry line that was closed eleven years ago."
DEEP = "Deep below all of it the mayor said that boats do not leak but roofs do, and nobody spoke against it."
AFTER = "After that the town slept well for once, as it had not done since the bridge over the sound was built."


def test_text_in_and_below_a_deep_part_is_read():
    deep = "<div>" * 20_000 + f"<p>{DEEP}</p>" + "</div>" * 20_000
    article = article_from_html(
        f"<html><body><h1>Ferry</h1><p>{TOP}</p>{deep}<p>{AFTER}</p></body></html>".encode()
    )
    assert f"{TOP}\n\n{DEEP}\n\n{AFTER}" == article.body


def test_unclosed_inline_elements_do_not_glue_paragraphs():
    page = "<h1>Ferry</h1>" + "".join(f"<section><b>Line {number} of many.<p>Next" for number in range(4_000))
    texts = [block.text for block in read_dom(parse(page)).blocks]
    assert [f"Line {number} of many." for number in range(4_000)] == [
        text for text in texts if text.startswith("Line")
    ]


def test_shallow_markup_stays_as_it_is():
    page = "<div>" * DEEPEST + "<script>if (a < b) { '<div>' }</script><!-- <div> -->" + "</div>" * DEEPEST
    assert page == flattened(page)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<b>", "</b>", "<p>", "</i>", "<td a='b'>", "x", " y "]), max_size=60
    )
)
def test_no_text_is_lost(parts):
    page = "<div>" * (DEEPEST + 5) + "".join(parts)
    assert re.sub(r"<[^<>]*>", "", page) == re.sub(r"<[^<>]*>", "", flattened(page))
