"""OPML of FreshRSS, Miniflux and others: in and out again without loss."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from pipeline.acquire.opml import read_opml, write_opml
from pipeline.errors import InputError

AT = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
FRESHRSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml xmlns:frss="https://freshrss.org/opml" version="2.0">
  <head><title>FreshRSS</title><dateCreated>Mon, 06 May 2024 12:00:00 GMT</dateCreated></head>
  <body>
    <outline text="Zeitungen" frss:opmlUrl="https://lists.example/zeitungen.opml">
      <outline text="Nordkurier" type="rss" xmlUrl="https://nord.example/feed.xml?a=1&amp;b=2" htmlUrl="https://nord.example/" description="N &amp; K"
        frss:priority="main" frss:cssFullContent="article .text" frss:cssFullContentFilter=".ad, .share" frss:filtersActionRead="intitle:Sport&#10;intitle:Live" frss:CURLOPT_USERAGENT="x/1"/>
      <outline text="Nordkurier" type="rss" xmlUrl="https://nord.example/zweiter.xml"/>
      <outline text="Lokal" type="HTML+XPath" xmlUrl="https://lokal.example/" frss:xPathItem="//div[@class='news']" frss:xPathItemTitle="descendant::h2"/>
    </outline>
    <outline text="Ohne Kategorie" type="rss" xmlUrl="https://o.example/rss"/>
  </body>
</opml>"""
MINIFLUX = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
    <head><title>Miniflux</title><dateCreated>Mon, 06 May 2024 12:00:00 UTC</dateCreated></head>
    <body>
        <outline text="Presse">
            <outline title="Le Rivage" text="Le Rivage" xmlUrl="https://rivage.example/atom.xml" htmlUrl="https://rivage.example/" description="Tous les articles" type="rss"></outline>
            <outline title="Journal" text="Journal" xmlUrl="https://journal.example/feed" htmlUrl="https://journal.example/" type="rss"></outline>
        </outline>
    </body>
</opml>"""


def tree(body):
    """The outlines with everything that is in them; a title that repeats the text says nothing."""

    def plain(element):
        attributes = {
            name: value
            for name, value in element.attrib.items()
            if not (name == "title" and value == element.get("text"))
        }
        return attributes, [plain(child) for child in element]

    return [plain(outline) for outline in etree.fromstring(body).find("body")]


@pytest.mark.parametrize("body", [FRESHRSS, MINIFLUX], ids=["FreshRSS", "Miniflux"])
def test_what_is_imported_is_exported_without_loss(body):
    assert tree(body) == tree(write_opml(read_opml(body), AT))


def test_feeds_become_sources_and_scraping_a_disabled_page():
    found = read_opml(FRESHRSS, taken=["ohne-kategorie"])
    expected = [
        ("nordkurier", "feed", "https://nord.example/feed.xml?a=1&b=2", True, ("Zeitungen",)),
        ("nordkurier-2", "feed", "https://nord.example/zweiter.xml", True, ("Zeitungen",)),
        ("lokal", "page", "https://lokal.example/", False, ("Zeitungen",)),
        ("ohne-kategorie-2", "feed", "https://o.example/rss", True, ()),
    ]
    assert expected == [(each.id, each.kind, each.location, each.enabled, each.category) for each in found]


def test_nested_categories_and_broken_entries():
    body = b"<opml><body><outline text='A'><outline text='B'><outline xmlUrl='https://x.example/'/></outline></outline><outline text='y' xmlUrl='file:///etc/passwd'/><outline text='z' xmlUrl='not'/></body></opml>"
    assert [("x-example", ("A", "B"))] == [
        (each.id.removeprefix("https-"), each.category) for each in read_opml(body)
    ]


@pytest.mark.parametrize("body", [b"", b"text", b"<rss/>", b"\x00\x01", b"<!DOCTYPE x [<!ENTITY a 'b'>]><html/>"])
def test_what_is_no_opml_is_one_clear_error(body):
    with pytest.raises(InputError, match="not an OPML file"):
        read_opml(body)
