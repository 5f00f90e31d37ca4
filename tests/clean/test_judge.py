"""A line goes or stays by what stands around it."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_lines
from pipeline.model import Line

PROSE = "The council voted on Tuesday night to close the old swing bridge to lorries from the first week of May."
MORE = "“We looked at three ways of paying for it and took the cheapest,” Ms Oduya said after the vote."


def kept(*texts: str, language: str = "en") -> list[str]:
    return [block.text for block in clean_lines([Line(text) for text in texts], language=language) if block.kept]


def rules(*texts: str) -> list[str | None]:
    return [block.rule for block in clean_lines([Line(text) for text in texts], language="en")]


def test_an_ad_label_goes_between_two_paragraphs():
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, "WERBUNG", MORE)


def test_a_weak_word_stays_as_a_heading_and_goes_in_a_bar_of_controls():
    assert ["Bridge closed", PROSE, "Video", MORE] == kept("Bridge closed", PROSE, "Video", MORE)
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, "Share", "Video", "Print", MORE)


def test_comments_go_with_their_form_and_an_article_that_goes_on_stays():
    comments = ("2 comments", "Anna says:", "12 March 2024 at 14:05", "Well done, all of you down there!", "Reply")
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, MORE, *comments)
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, "Leave a Reply", MORE)


def test_headlines_below_a_label_go_at_the_end_even_above_comments():
    below = ("Read also", "Council quarrels over swing bridge", "Ferry instead of bridge: commuters queue")
    comments = (
        "1 comment",
        "Anna says:",
        "12 March 2024 at 14:05",
        "Well done, all of you down there, and good luck!",
        "Reply",
    )
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, MORE, *below)
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, MORE, *below, *comments)
    assert "Council quarrels over swing bridge" in kept("Bridge closed", *below[:2], PROSE, MORE)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "The first cars pass the new light on the west bank. (Photo: Jana Reetz)",
            "structure:caption-with-credit",
        ),
        (
            "The first cars pass the new light on the west bank. Photo: Jana Reetz/dpa",
            "structure:caption-with-credit",
        ),
        ("We use cookies on our website. You can find out more here. Have fun!", "structure:offer"),
        ("Comments are closed. Required fields are marked *", "structure:run-of-sentences"),
        ("#bridge #harbour", "structure:hashtags"),
        ("source-121", "structure:source-marker"),
        ("Share | Print | Email", "structure:run-of-controls"),
    ],
)
def test_a_form_tells_what_a_line_is(text, rule):
    assert rule == rules("Bridge closed", PROSE, text, MORE)[2]


def test_a_trail_of_pages_above_the_headline_is_not_the_title():
    assert ["Bridge closed at last", PROSE, MORE] == kept(
        "Home > Local > Northaven", "Bridge closed at last", PROSE, MORE
    )


def test_a_line_known_by_its_words_alone_stays_where_a_second_headline_stands():
    assert ["Bridge closed", "New pages", PROSE, MORE] == kept("Bridge closed", "New pages", PROSE, MORE)
    assert ["Bridge closed", PROSE, MORE] == kept("Bridge closed", PROSE, MORE, "New pages")


def test_a_copyright_line_goes_at_the_end_only():
    line = "© 2025 Harbour Press. Not for use elsewhere."
    assert [None, None, None, "structure:copyright"] == rules("Bridge closed", PROSE, MORE, line)
    many = [PROSE] * 12
    assert line in kept("Bridge closed", *many, line, *many)


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/paper.pdf",
        "* * *",
        "#bridge",
        "Looking forward to 2026",
        "The Best Bridges of 2026",
        "Tip: Keep twelve months of electricity bills so that you can provide accurate usage data.",
        "Video: 4K at 30 frames",
        "4.8/5.0",
        "10 : 3",
        "What is the State of Bridges newsletter?",
        "Video, video, video.",
        "The mayor, who had come in late, said nothing. (The meeting went on.)",
    ],
)
def test_what_an_article_may_hold_stays(line):
    assert line in kept("Bridge closed", PROSE, line, MORE)


def test_a_list_of_references_stays_at_the_end():
    links = ["https://example.org/one.pdf", "https://example.org/two.pdf", "https://example.org/three.pdf"]
    assert ["Bridge closed", PROSE, MORE, *links] == kept("Bridge closed", PROSE, MORE, *links)


def test_code_stays():
    blocks = clean_lines([Line(PROSE), Line("Share", "code"), Line("share", "code")])
    assert [True, True, True] == [block.kept for block in blocks]


def test_the_kind_of_a_kept_line_is_the_readers():
    blocks = clean_lines([Line("Bridge closed", "title"), Line(PROSE, "lead"), Line(MORE)])
    assert ["title", "lead", "paragraph"] == [block.kind for block in blocks]
