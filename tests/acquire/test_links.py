"""Articles on section pages, and the feeds a site offers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.acquire.links import Link, Offer, article_links, looks_like_article, offers, usual_places

URL = "https://www.news.example/politik/"


@pytest.mark.parametrize(
    "url",
    [
        "https://n.example/politik/regierung-plant-neues-gesetz-zur-pflege",
        "https://n.example/2024/05/06/world/europe/storm-hits-the-coast.html",
        "https://n.example/news/world-europe-68954321?x=1" ,
        "https://n.example/wirtschaft/konjunktur-im-mai-zieht-an-a-1234567.html",
        "https://n.example/article/le-gouvernement-annonce-une-reforme_6231234_823448.html",
        "https://n.example/новости/правительство-приняло-новый-закон",
    ],
)  # fmt: skip
def test_addresses_of_articles(url):
    assert looks_like_article(url, "Storm hits the coast of three countries")


@pytest.mark.parametrize(
    "url",
    [
        "https://n.example/", "https://n.example/politik/", "https://n.example/tag/some-long-tag-name-here", "https://n.example/author/ann-bell-and-bo-cole",
        "https://n.example/a-b-c-d-e-f-photo.jpg", "https://n.example/newsletter/sign-up-for-our-letters", "https://n.example/impressum/",
        "https://n.example/search/?q=one-two-three-four", "https://n.example/2024/", "https://n.example/politik/2",
    ],
)  # fmt: skip
def test_addresses_of_other_pages(url):
    assert not looks_like_article(url, "Politik")


def test_a_section_page_gives_its_articles_once_and_in_order():
    page = b"""<html><head><base href="https://www.news.example/x/"></head><body>
      <nav><a href="/">Start</a><a href="/politik/">Politik</a><a href="/tag/eine-sehr-lange-sache">Sache</a></nav>
      <a href="../a/ein-langer-weg-nach-oben#top"><img src="x.jpg"></a>
      <a href="/a/ein-langer-weg-nach-oben">Ein langer   Weg nach oben</a>
      <a href="https://news.example/b/noch-ein-artikel-von-heute">Noch ein Artikel</a>
      <a href="https://other.example/b/noch-ein-artikel-von-heute">Anderswo</a>
      <a href="mailto:x@y.example">Mail</a><a href="http://[broken">x</a><a>leer</a>
      </body></html>"""
    expected = (
        Link("https://www.news.example/a/ein-langer-weg-nach-oben", "Ein langer Weg nach oben"),
        Link("https://news.example/b/noch-ein-artikel-von-heute", "Noch ein Artikel"),
    )
    assert expected == article_links(page, URL)


def test_link_tags_come_before_visible_links_and_nothing_comes_twice():
    page = b"""<head><link rel="alternate" type="application/rss+xml" title=" News " href="/rss/all">
      <link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="https://feeds.example/a.atom">
      <link rel="alternate" type="application/json+oembed" href="/oembed.json"><link rel="alternate" type="application/json" href="/wp-json/x">
      <link rel="stylesheet" type="text/css" href="/x.css"><link rel="alternate" hreflang="en" href="/en/"></head>
      <body><a href="/rss/all">RSS</a><a href="/sport.rss">Sport</a><a href="/feedback">Feedback</a></body>"""
    expected = (
        Offer("feed", "https://www.news.example/rss/all", "News"),
        Offer("feed", "https://feeds.example/a.atom", ""),
        Offer("feed", "https://www.news.example/sport.rss", "Sport"),
    )
    assert expected == offers(page, URL)


def test_the_usual_places_begin_with_the_news_sitemap_that_robots_names():
    places = usual_places(URL, ["https://www.news.example/all.xml", "/google-news.xml"])
    assert (
        Offer("sitemap", "https://www.news.example/google-news.xml"),
        Offer("sitemap", "https://www.news.example/all.xml"),
    ) == places[:2]
    assert len({place.url for place in places}) == len(places)
    assert Offer("feed", "https://www.news.example/feed") in places


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "nonsense"]))
def test_no_bytes_raise(body, charset):
    article_links(body, URL, charset)
    offers(body, URL, charset)
