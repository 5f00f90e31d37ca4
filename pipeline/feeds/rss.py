"""Entries as RSS 2.0 (https://www.rssboard.org/rss-specification). Pure.

Descriptions are HTML, as readers take them; authors are `dc:creator`, because RSS's own is an address of mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.feeds.entries import Entry, Head, language_of, updated_of
from pipeline.feeds.texts import element, internet_date, paragraphs_html, plain_or_html, xml_attribute

_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def rss(head: Head, entries: Sequence[Entry]) -> str:
    """An RSS document."""
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', *_channel(head, entries))) + "\n"


def _channel(head: Head, entries: Sequence[Entry]) -> Iterator[str]:
    yield f'<rss version="2.0" {_NAMESPACES}>'
    yield "<channel>"
    yield element("title", plain_or_html(head.title))
    # Where it is not known where the feeds are served there is no page to name, but a link has to be there.
    yield element("link", head.base_url or head.id)
    yield element("description", plain_or_html(head.description))
    if language := language_of(entries):
        yield element("language", language)
    yield element("lastBuildDate", internet_date(updated_of(entries)))
    yield "<generator>newsmill</generator>"
    yield "<docs>https://www.rssboard.org/rss-specification</docs>"
    if address := head.address(".rss"):
        yield f'<atom:link rel="self" type="application/rss+xml" href={xml_attribute(address)}/>'
    for entry in entries:
        yield from _item(entry)
    yield "</channel>"
    yield "</rss>"


def _item(entry: Entry) -> Iterator[str]:
    yield "<item>"
    yield element("title", plain_or_html(entry.title))
    if entry.url:
        yield element("link", entry.url)
    yield element("description", paragraphs_html(entry.summary or entry.text))
    for author in entry.authors:
        yield element("dc:creator", author)
    if entry.language:
        yield element("dc:language", entry.language)
    if entry.publisher:
        yield element("dc:publisher", entry.publisher)
    for tag in entry.tags:
        yield element("category", tag)
    yield element("guid", entry.id, isPermaLink="false")
    yield element("pubDate", internet_date(entry.published or entry.updated))
    if entry.body:
        yield element("content:encoded", paragraphs_html(entry.body))
    yield "</item>"
