"""kind_of: which pages are articles, and what the others are said to be."""

from __future__ import annotations

from pipeline.read.html import read_page
from tests.read.pages import PARAGRAPHS, TITLE, news_page, page

TEASERS = "".join(
    f'<li><a href="/{number}">The council debates item number {number} tonight</a></li>' for number in range(40)
)


def test_an_article_is_an_article():
    assert "article" == read_page(news_page(), "https://quay.example/city/bridge").kind


def test_a_short_note_below_a_headline_is_an_article():
    html = page(f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p></article>")
    assert "article" == read_page(html).kind


def test_a_page_of_linked_headlines_is_a_listing():
    found = read_page(page(f"<h1>City</h1><ul>{TEASERS}</ul>", title="City"), "https://quay.example/city/")
    assert "listing" == found.kind
    assert "linked headlines" in (found.kind_reason or "")


def test_an_error_page_sent_with_status_200_is_an_error():
    html = page("<h1>Page not found</h1><p>The page you are looking for has moved or never was.</p>", title="404")
    found = read_page(html)
    assert "error" == found.kind
    assert "404" in (found.kind_reason or "")


def test_an_article_about_a_number_such_as_404_is_an_article():
    title = "Route 404 gets new buses"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert "article" == read_page(page(f"<article><h1>{title}</h1>{text}</article>", title=title)).kind


def test_a_cookie_wall_is_a_shell():
    html = page(
        "<div class='wall'><p>We and our partners store cookies on your device and use your data for personalised "
        "advertising. You can accept all cookies or manage your consent.</p><button>Accept</button></div>",
        title="The Quay",
    )
    assert "shell" == read_page(html).kind


def test_a_frame_for_scripts_is_a_shell():
    html = page("<div id='root'></div><noscript>Please enable JavaScript.</noscript><script src='a.js'></script>")
    assert "shell" == read_page(html).kind
