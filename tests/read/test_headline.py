"""head_of: which block is the headline, which are copies of it, which the standfirst."""

from __future__ import annotations

from pipeline.read.blocks import Dom, parse, read_dom
from pipeline.read.headline import Head, head_of
from pipeline.read.stated import stated_of
from tests.read.pages import LEAD, PARAGRAPHS, TITLE, page


def head(body: str, **statements: str) -> tuple[Dom, Head]:
    root = parse(page(body, **statements).decode())
    dom = read_dom(root)
    return dom, head_of(dom, stated_of(root), [True] * len(dom.blocks))


def texts(dom: Dom, found: Head) -> tuple[str | None, list[str]]:
    return (
        None if found.title is None else dom.blocks[found.title].text,
        [dom.blocks[at].text for at in found.leads],
    )


BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def test_the_h1_that_agrees_with_the_stated_title_is_the_headline_not_the_logo():
    dom, found = head(f"<h1>The Quay</h1><article><h1>{TITLE}</h1>{BODY}</article>")
    assert TITLE == texts(dom, found)[0]


def test_an_agreeing_h2_serves_where_no_h1_agrees():
    dom, found = head(f"<article><h2>{TITLE}</h2>{BODY}</article>")
    assert TITLE == texts(dom, found)[0]


def test_a_distinct_block_that_the_description_repeats_is_the_standfirst():
    dom, found = head(f"<h1>{TITLE}</h1><h2>{LEAD}</h2><div>{BODY}</div>")
    assert [LEAD] == texts(dom, found)[1]


def test_a_first_paragraph_built_like_the_others_stays_in_the_body_even_if_described():
    dom, found = head(f"<h1>{TITLE}</h1><div><p>{LEAD}</p>{BODY}</div>")
    assert [] == texts(dom, found)[1]


def test_a_block_named_as_standfirst_is_one_without_a_description():
    named = "The ferry runs all night, and the council pays for it until the part arrives."
    dom, found = head(f'<h1>{TITLE}</h1><p class="article__standfirst">{named}</p><div>{BODY}</div>')
    assert [named] == texts(dom, found)[1]


def test_a_summary_inside_a_list_of_related_articles_is_no_standfirst():
    teaser = "A second boat joins the ferry this summer, the harbour office said on Monday."
    dom, found = head(
        f'<h1>{TITLE}</h1><div class="related"><p class="summary">{teaser}</p></div><div>{BODY}</div>'
    )
    assert [] == texts(dom, found)[1]


def test_a_page_without_headings_and_agreement_has_no_headline():
    _, found = head(f"<div>{BODY}</div>", title="Something else entirely")
    assert found.title is None


def test_words_about_the_author_below_the_byline_are_no_standfirst_whatever_their_name():
    about = "Mara covers bridges and boats, has lived on the quay for ten years, and never wants to leave it."
    dom, found = head(
        f'<header><h1>{TITLE}</h1><div>By Mara Lind</div><div class="excerpt">{about}</div></header><div>{BODY}</div>'
    )
    assert [] == texts(dom, found)[1]


def test_a_standfirst_may_begin_with_a_short_line_s_word_that_the_headline_has_too():
    named = "Bridge tolls rise in April, and the council says that nobody who lives here will pay them."
    dom, found = head(f'<h1>{TITLE}</h1><div>Bridge news</div><p class="standfirst">{named}</p><div>{BODY}</div>')
    assert [named] == texts(dom, found)[1]


def test_an_appeal_to_readers_is_no_standfirst():
    appeal = "I hope this was useful; to have your own bridge repaired by us, write to the yard today."
    dom, found = head(
        f'<div class="summary-wrap"><h1>{TITLE}</h1><p class="post-cta-text">{appeal}</p></div><div>{BODY}</div>'
    )
    assert [] == texts(dom, found)[1]
