"""Finding a site's feeds and sitemaps, and checking sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.acquire.discover import FoundList, check_sources, discover
from pipeline.acquire.limits import FetchLimits
from pipeline.model import Source

QUICK = FetchLimits(host_interval=0, connections_per_host=4)
SOURCE = Source("new", "New", "page", "", allow_addresses=("127.0.0.2/32",))
FEED = '<rss version="2.0"><channel><title>The Paper</title><language>de-DE</language><item><title>A</title><link>/a</link><pubDate>Mon, 06 May 2024 10:00:00 GMT</pubDate></item></channel></rss>'
NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/a</loc>'
    "<news:news><news:publication_date>2024-05-06T11:00:00Z</news:publication_date><news:title>A</news:title></news:news></url></urlset>"
)
AT = datetime(2024, 5, 6, 10, 0, tzinfo=UTC)


def look(site, path="/"):
    return discover(site.url + path, SOURCE, limits=QUICK)


def test_the_feed_of_a_link_tag_and_the_news_sitemap_of_robots_are_found(site):
    site.page(
        "/", '<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/rss"></head><p>Hello'
    )
    site.page("/rss", FEED, kind="application/rss+xml")
    site.page(
        "/robots.txt",
        f"User-agent: *\nDisallow: /x\nSitemap: {site.url}/news.xml\nSitemap: {site.url}/broken.xml\n",
        kind="text/plain",
    )
    site.page("/news.xml", NEWS, kind="application/xml")
    expected = (
        FoundList("feed", f"{site.url}/rss", "The Paper", "de", 1, AT),
        FoundList("sitemap", f"{site.url}/news.xml", "", None, 1, AT.replace(hour=11), is_news=True),
    )
    assert expected == look(site).found
    assert len(site.log) <= 6  # the page, robots.txt, the feed, two sitemaps, and no guesses


def test_an_address_that_is_a_feed_is_taken_as_it_is(site):
    site.page("/rss", FEED, kind="text/xml")
    assert [("feed", f"{site.url}/rss")] == [(found.kind, found.url) for found in look(site, "/rss").found]
    assert ["/rss"] == site.paths()


def test_usual_places_are_tried_where_nothing_is_named(site):
    site.page("/", "<p>Nothing named")
    site.page("/feed.xml", FEED, kind="application/xml")
    assert [f"{site.url}/feed.xml"] == [found.url for found in look(site).found]
    assert len(site.paths()) <= 11


def test_a_feed_that_moved_is_found_at_its_new_place(site):
    site.page("/", '<link rel="alternate" type="application/rss+xml" href="/old">')
    site.redirect("/old", "/rss", 301)
    site.page("/rss", FEED)
    assert [f"{site.url}/rss"] == [found.url for found in look(site).found]


def test_a_section_page_is_a_source_where_there_is_nothing_better(site):
    site.page("/", '<a href="/a/ein-langer-weg-nach-oben">Ein langer Weg nach oben</a>')
    assert (FoundList("page", f"{site.url}/", entries=1),) == look(site).found


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [(404, "", "404: not found"), (200, "<p>Hello", "no feed, no sitemap and no links to articles found there")],
)
def test_where_nothing_is_found_the_reason_is_said(site, status, body, reason):
    site.page("/", body, status=status)
    found = look(site)
    assert ((), reason) == (found.found, found.reason)


def test_robots_rules_hold_here_too(site):
    site.page("/robots.txt", "User-agent: *\nDisallow: /\n")
    site.page("/", "x")
    assert "robots.txt disallows it" == look(site).reason
    assert not site.paths()


def test_sources_are_checked_with_one_request_each(site):
    site.page("/rss", FEED)
    site.page("/html", "<p>no feed")
    feed = replace(SOURCE, kind="feed")
    sources = [replace(feed, id=path, location=site.url + path) for path in ("/rss", "/html", "/none")]
    checked = check_sources(sources, limits=QUICK)
    expected = [("fetched", 1, AT, None), ("fetched", 0, None, "not a feed"), ("missing", 0, None, None)]
    assert expected == [(each.fetch.outcome, each.entries, each.newest, each.fault) for each in checked]
    assert ["/html", "/none", "/rss"] == sorted(site.paths())
