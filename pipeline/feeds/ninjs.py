"""Entries as IPTC's ninjs 3.1 (http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json). Pure.

ninjs has no list of news objects by itself: a feed is one of type `composite`, its entries are what it associates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.feeds.entries import Entry, Head, language_of, updated_of
from pipeline.feeds.texts import json_text, moment_text

_STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


def ninjs(head: Head, entries: Sequence[Entry]) -> str:
    """A ninjs object for the feed with one for each entry in it."""
    composite = {
        "uri": head.id,
        "standard": _STANDARD,
        "type": "composite",
        "representationType": "full",
        "versionCreated": moment_text(updated_of(entries)),
        "language": language_of(entries),
        "title": head.title,
        "descriptions": [{"contentType": "text/plain", "value": head.description}],
        "associations": [_association(entry) for entry in entries],
    }
    return json_text({key: value for key, value in composite.items() if value is not None}, indent=1) + "\n"


def _association(entry: Entry) -> dict[str, Any]:
    news: dict[str, Any] = {
        "name": entry.title,
        "rel": "item",
        "uri": entry.id,
        "type": "text",
        "representationType": "full" if entry.body else "partial",
        "version": str(entry.about["revision"]) if "revision" in entry.about else None,
        "firstCreated": entry.published and moment_text(entry.published),
        "versionCreated": moment_text(entry.updated),
        "language": entry.language,
        "by": ", ".join(entry.authors),
        "headlines": _plain("main", entry.title if entry.is_titled else ""),
        "descriptions": _plain("summary", entry.summary),
        "bodies": _plain("main", entry.body),
        "subjects": [{"name": tag, "rel": "about"} for tag in entry.tags],
        "infoSources": [{"name": entry.publisher, "role": "publisher"}] if entry.publisher else [],
        "renditions": _renditions(entry),
        "altIds": [{"role": "newsmill", "value": str(entry.about["article_id"])}],
    }
    return {key: value for key, value in news.items() if value}


def _plain(role: str, text: str) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text}] if text else []


def _renditions(entry: Entry) -> list[dict[str, str]]:
    page = [{"name": "web", "href": entry.url, "contentType": "text/html"}] if entry.url else []
    return [*page, *([{"name": "picture", "href": entry.image}] if entry.image else [])]
