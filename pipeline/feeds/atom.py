"""Entries as Atom 1.0 (RFC 4287). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.feeds.entries import Entry, Head, language_of, updated_of
from pipeline.feeds.texts import element, moment_text, paragraphs_html, xml_attribute


def atom(head: Head, entries: Sequence[Entry]) -> str:
    """An Atom feed document."""
    return "\n".join(('<?xml version="1.0" encoding="utf-8"?>', *_feed(head, entries))) + "\n"


def _feed(head: Head, entries: Sequence[Entry]) -> Iterator[str]:
    language = language_of(entries)
    yield f'<feed xmlns="http://www.w3.org/2005/Atom"{f" xml:lang={xml_attribute(language)}" if language else ""}>'
    yield element("id", head.id)
    yield element("title", head.title)
    yield element("subtitle", head.description)
    yield element("updated", moment_text(updated_of(entries)))
    # Whoever wrote no article of it: every entry names its own.
    yield "<author><name>newsmill</name></author>"
    yield "<generator>newsmill</generator>"
    if address := head.address(".atom"):
        yield f'<link rel="self" type="application/atom+xml" href={xml_attribute(address)}/>'
    for entry in entries:
        yield from _entry(entry)
    yield "</feed>"


def _entry(entry: Entry) -> Iterator[str]:
    yield f"<entry{f' xml:lang={xml_attribute(entry.language)}' if entry.language else ''}>"
    yield element("id", entry.id)
    yield element("title", entry.title)
    yield element("updated", moment_text(entry.updated))
    if entry.published:
        yield element("published", moment_text(entry.published))
    if entry.url:
        yield f'<link rel="alternate" href={xml_attribute(entry.url)}/>'
    for author in entry.authors or (entry.publisher or "unknown",):
        yield f"<author>{element('name', author)}</author>"
    for tag in entry.tags:
        yield f"<category term={xml_attribute(tag)}/>"
    if entry.summary:
        yield element("summary", entry.summary)
    if entry.body or not entry.url:  # without content there has to be a link (4.1.2)
        yield element("content", paragraphs_html(entry.text), type="html")
    yield "</entry>"
