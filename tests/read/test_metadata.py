"""What a page states about itself is found wherever publishers put it, and nothing about other pages is."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.model import Candidate
from pipeline.read.metadata import MAX_CANDIDATES, candidates_of


def page(body: str, head: str = "", lang: str = "en") -> html.HtmlElement:
    return html.document_fromstring(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>')


def found(tree: html.HtmlElement, field: str, url: str | None = None) -> list[tuple[str, str]]:
    return [(c.origin, c.raw) for c in candidates_of(tree, url) if c.field == field]


@pytest.mark.parametrize(
    ("head", "field", "origin", "raw"),
    [
        ('<meta property="og:title" content="Harbour opens">', "title", "og:title", "Harbour opens"),
        ('<meta name="OG:Title" content="Harbour opens">', "title", "og:title", "Harbour opens"),
        ('<meta property="http://ogp.me/ns#title" content="Harbour opens">', "title", "og:title", "Harbour opens"),
        ('<meta name="twitter:title" content="Harbour opens">', "title", "twitter:title", "Harbour opens"),
        ('<meta name="DC.creator" content="Ada Moor">', "authors", "dc.creator", "Ada Moor"),
        ('<meta name="author" content="Ada Moor">', "authors", "meta:author", "Ada Moor"),
        ('<meta name="parsely-author" content="Ada Moor">', "authors", "parsely-author", "Ada Moor"),
        ('<meta name="sailthru.date" content="2024-05-03">', "published", "sailthru.date", "2024-05-03"),
        (
            '<meta property="article:published_time" content="2024-05-03T10:00:00Z">',
            "published",
            "article:published_time",
            "2024-05-03T10:00:00Z",
        ),
        (
            '<meta property="article:modified_time" content="2024-05-04">',
            "modified",
            "article:modified_time",
            "2024-05-04",
        ),
        ('<meta name="article:author" value="Ada Moor">', "authors", "article:author", "Ada Moor"),
        ('<meta http-equiv="content-language" content="de">', "language", "meta:content-language", "de"),
        (
            '<link rel="canonical" href="https://a.example/x">',
            "canonical_url",
            "link:canonical",
            "https://a.example/x",
        ),
        ("<title>Harbour opens | The Quay</title>", "title", "title", "Harbour opens | The Quay"),
        ('<meta property="article:content_tier" content="locked">', "paywalled", "article:content_tier", "locked"),
    ],
)
def test_head_elements_become_candidates(head, field, origin, raw):
    assert (origin, raw) in found(page("", head), field)


def test_language_attributes_are_candidates():
    tree = page('<article lang="fr"><p>Bonjour</p></article>', lang="de-AT")
    assert [("html:lang", "de-AT"), ("article:lang", "fr")] == found(tree, "language")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2024/05/03/harbour", "2024-05-03"),
        ("https://a.example/news/2024-5-3-harbour.html", "2024-5-3"),
        ("https://a.example/politics/20240503/harbour", "2024-05-03"),
        ("https://a.example/2024/may/03/harbour", "2024-may-03"),
        ("https://a.example/ports/2024/05/240503-harbour/", "2024-05-03"),
    ],
)
def test_a_day_in_the_address_is_a_candidate(url, day):
    assert [("url", day)] == found(page("<p>x</p>"), "published", url)


def test_a_number_in_the_address_is_no_day():
    assert [] == found(page("<p>x</p>"), "published", "https://a.example/story/320240503912")


class TestVisible:
    def test_the_first_headline(self):
        assert [("visible:h1", "Harbour opens")] == found(page("<h1>Harbour <em>opens</em></h1>"), "title")

    def test_parts_of_a_headline_stay_apart(self):
        tree = page("<h1><span>Economy</span><span>Harbour opens</span></h1>")
        assert [("visible:h1", "Economy\nHarbour opens")] == found(tree, "title")

    def test_a_headline_in_a_menu_is_marked(self):
        assert [("visible:h1@elsewhere", "The Quay")] == found(
            page("<nav><div><h1>The Quay</h1></div></nav>"), "title"
        )[:1]

    def test_bylines_by_class_word(self):
        tree = page('<h1>Harbour opens</h1><div class="article-byline">By Ada Moor</div>')
        assert ("visible:byline", "By Ada Moor") in found(tree, "authors")

    def test_a_byline_without_a_class(self):
        tree = page("<h1>Harbour opens</h1><p>By <a href='/x'>Ada Moor</a></p>")
        assert [("visible:text-byline", "By Ada Moor")] == found(tree, "authors")

    def test_a_label_alone_takes_what_stands_beside_it(self):
        tree = page("<h1>Harbour opens</h1><p><span>Von</span> <b>Ada Moor</b></p>")
        assert [("visible:text-byline", "Von Ada Moor")] == found(tree, "authors")

    def test_a_biography_is_no_byline(self):
        assert [] == found(page('<h1>x</h1><div class="author-bio">Ada lives by the sea.</div>'), "authors")

    def test_links_to_authors_side_by_side_are_one_candidate(self):
        tree = page('<p><a href="/author/ada-moor/">Ada Moor</a>, <a href="/author/bo-lund/">Bo Lund</a></p>')
        assert [("link:author", "Ada Moor\nBo Lund")] == found(tree, "authors")

    def test_authors_in_a_list_of_other_articles_are_marked(self):
        tree = page('<h1>x</h1><div class="related"><a rel="author" href="/ada">Ada Moor</a></div>')
        assert [("rel:author@elsewhere", "Ada Moor")] == found(tree, "authors")

    def test_a_wrapper_around_the_headline_is_not_elsewhere(self):
        tree = page('<div class="has-sidebar sidebar"><h1>x</h1><a rel="author" href="/ada">Ada Moor</a></div>')
        assert [("rel:author", "Ada Moor")] == found(tree, "authors")

    def test_time_elements_say_what_they_are(self):
        tree = page(
            '<h1>x</h1><time class="published" datetime="2024-05-03T10:00Z">May 3</time>'
            '<time class="updated" datetime="2024-05-04T10:00Z">May 4</time>'
        )
        assert [("time:published", "2024-05-03T10:00Z")] == found(tree, "published")
        assert [("time:modified", "2024-05-04T10:00Z")] == found(tree, "modified")

    def test_the_label_before_a_time_is_kept(self):
        tree = page('<h1>x</h1><p><span>Updated</span> <time datetime="2024-05-04">May 4</time></p>')
        assert [("time:plain", "Updated\n2024-05-04")] == found(tree, "published")

    def test_a_line_that_is_only_a_date(self):
        assert [("visible:text-date", "3 May 2024")] == found(page("<h1>x</h1><p>3 May 2024</p>"), "published")
        assert [] == found(page("<h1>x</h1><p>had been counted by April 25, 2020 at noon.</p>"), "published")

    def test_a_date_before_the_headline_is_marked(self):
        assert [("visible:text-date@above", "3 May 2024")] == found(
            page("<p>3 May 2024</p><h1>x</h1>"), "published"
        )


class TestMicrodata:
    ARTICLE = '<div itemscope itemtype="https://schema.org/NewsArticle">{}</div>'

    def test_properties_of_an_article(self):
        tree = page(
            self.ARTICLE.format(
                '<h2 itemprop="headline">Harbour opens</h2><meta itemprop="datePublished" content="2024-05-03">'
            )
        )
        assert ("microdata:headline", "Harbour opens") in found(tree, "title")
        assert ("microdata:datepublished", "2024-05-03") in found(tree, "published")

    def test_the_name_inside_an_author(self):
        author = '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada Moor</b>, editor</span>'
        assert [("microdata:author", "Ada Moor")] == found(page(self.ARTICLE.format(author)), "authors")

    def test_properties_of_comments_and_products_are_not_the_articles(self):
        tree = page('<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Bo Lund</b></div>')
        assert [] == found(tree, "authors")

    def test_a_second_article_is_marked(self):
        item = self.ARTICLE.format('<b itemprop="author">{}</b>')
        tree = page(item.format("Ada Moor") + item.format("Bo Lund"))
        assert [("microdata:author", "Ada Moor"), ("microdata:author@elsewhere", "Bo Lund")] == found(
            tree, "authors"
        )

    def test_rdfa(self):
        tree = page('<article typeof="schema:Article"><h2 property="schema:headline">Harbour opens</h2></article>')
        assert ("rdfa:headline", "Harbour opens") in found(tree, "title")


def test_the_tree_is_left_as_it_was():
    tree = page(
        '<h1>x</h1><p class="byline">By <a rel="author">Ada</a></p><script type="application/ld+json">{"a"</script>'
    )
    before = etree.tostring(copy.deepcopy(tree))
    candidates_of(tree, "https://a.example/")
    assert before == etree.tostring(tree)


def test_each_statement_stands_once():
    tree = page("", '<meta property="og:title" content="x">' * 3)
    assert [Candidate("title", "x", "og:title")] == [c for c in candidates_of(tree, None) if c.field == "title"]


def test_a_page_of_100_000_elements_gives_a_bounded_number_of_candidates():
    tree = page("".join(f'<div class="byline date title">By Ada Moor {n} 3 May 2024' for n in range(20_000)))
    assert len(candidates_of(tree, None)) <= MAX_CANDIDATES


def test_no_tree_gives_no_candidates():
    assert () == candidates_of(None, None)


FRAGMENTS = st.lists(
    st.sampled_from(
        ["<h1>", "</h1>", "<time datetime='2024'>", "<meta property='og:title' content='x'>", "<a rel=author href='//['>", "By ",
         "<div class='byline' itemprop='author'>", "</div>", "<script type='application/ld+json'>", '{"@graph": [', "</script>",
         "<title>", "\x00", "3 May 2024", "<svg><title>", "<!--", "-->", "<![CDATA[", "&#0;", "作者：", "<article lang=''>"]
    )
    | st.text(max_size=20),
    max_size=30,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(FRAGMENTS, st.none() | st.text(max_size=40))
def test_never_raises_on_any_page(fragments, url):
    try:
        tree = html.document_fromstring("".join(fragments).replace("\x00", "") or "<p>")
    except (etree.ParserError, ValueError):
        return
    assert isinstance(candidates_of(tree, url), tuple)
