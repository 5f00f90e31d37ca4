"""elsewhere: which kept blocks stand in a part of the page that is never the article."""

from __future__ import annotations

from pipeline.read.blocks import parse, read_dom
from pipeline.read.elsewhere import elsewhere
from tests.read.pages import PARAGRAPHS, TITLE

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS) * 2
PART = f"<p>{PARAGRAPHS[0]} And more.</p>"


def found_in(markup: str) -> dict[str, tuple[str, str]]:
    """Text of each block that is set aside, with its kind and rule; all blocks are kept before."""
    dom = read_dom(parse(markup))
    texts = [block.text for block in dom.blocks]
    headline = texts.index(TITLE) if TITLE in texts else -1
    sizes = [float(len(text.split())) for text in texts]
    return {texts[at]: verdict for at, verdict in elsewhere(dom, [True] * len(texts), sizes, headline).items()}


def test_comments_beside_an_article_are_comments():
    found = found_in(f"<h1>{TITLE}</h1>{BODY}<ol class='comment-list'><li>{PART}</li></ol>")
    assert [("comment", "structure:comment")] == list(found.values())


def test_a_page_that_is_nothing_but_posts_keeps_them():
    assert {} == found_in(f"<h1>{TITLE}</h1><div class='comment-list'>{BODY}</div>")


def test_a_class_of_the_whole_page_says_nothing_about_its_parts():
    assert {} == found_in(f"<body class='cookie-banner-open'><h1>{TITLE}</h1>{BODY}</body>")


def test_an_aside_stands_beside_the_article_unless_the_headline_is_in_it():
    beside = found_in(f"<div><h1>{TITLE}</h1>{BODY}</div><aside>{PART}</aside>")
    assert [("related", "structure:aside")] == list(beside.values())
    assert {} == found_in(f"<aside><h1>{TITLE}</h1>{BODY}{PART}</aside>")


def test_a_form_around_the_whole_page_is_no_form():
    assert {} == found_in(f"<form><h1>{TITLE}</h1>{BODY}</form>")


def test_a_second_article_is_another_article():
    found = found_in(f"<article><h1>{TITLE}</h1>{BODY}</article><article><h2>Next</h2>{PART}</article>")
    assert {("related", "structure:article")} == set(found.values())
    assert "Next" in found


def test_articles_inside_the_article_such_as_posts_of_a_live_page_stay():
    assert {} == found_in(f"<article><h1>{TITLE}</h1>{BODY}<article><h2>10.30</h2>{PART}</article></article>")


def test_articles_stay_where_the_headline_stands_in_none():
    assert {} == found_in(f"<h1>{TITLE}</h1><article>{BODY}</article><article>{PART}</article>")


def test_a_short_element_called_caption_is_one_and_a_long_one_is_not():
    found = found_in(f"<h1>{TITLE}</h1>{BODY}<div class='image-caption'>The bridge on Monday</div>")
    assert [("caption", "structure:caption")] == list(found.values())
    assert {} == found_in(f"<h1>{TITLE}</h1>{BODY}<div class='with-caption'>{BODY}</div>")
