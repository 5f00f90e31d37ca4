"""decide: what is kept for given probabilities."""

from __future__ import annotations

from pipeline.read.blocks import parse, read_dom
from pipeline.read.decision import LEAST, decide
from tests.read.pages import PARAGRAPHS

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
SIZES = [float(len(paragraph.split())) for paragraph in PARAGRAPHS]


def test_what_is_likelier_than_the_threshold_is_kept():
    dom = read_dom(parse(f"<div>{TEXT}</div>"))
    assert [True, True, True, True, False] == decide(dom, [0.9, 0.4, 0.5, 0.6, 0.2], SIZES, -1, 0.4).kept


def test_where_next_to_nothing_would_be_kept_the_likeliest_text_is():
    dom = read_dom(parse(f"<div>{TEXT}</div>"))
    assert [True, True, True, False, False] == decide(dom, [0.3, 0.3, 0.25, 0.1, 0.01], SIZES, -1, 0.4).kept


def test_a_page_on_which_nothing_is_likely_keeps_nothing():
    dom = read_dom(parse(f"<div>{TEXT}</div>"))
    assert [False] * 5 == decide(dom, [LEAST - 0.05] * 5, SIZES, -1, 0.4).kept


def test_comments_go_even_where_the_article_is_only_likely():
    dom = read_dom(parse(f"<div>{TEXT}</div><ol class='comment-list'><li>{TEXT}</li></ol>"))
    decision = decide(dom, [0.35] * 5 + [0.9] * 5, SIZES * 2, -1, 0.4)
    assert [True] * 5 + [False] * 5 == decision.kept
