"""Entries as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.feeds.entries import Entry, Head, language_of
from pipeline.feeds.texts import json_text, moment_text, plain_value


def jsonfeed(head: Head, entries: Sequence[Entry]) -> str:
    """A JSON Feed; texts are plain, and say so."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.title,
        "home_page_url": head.base_url,
        "feed_url": head.address(".feed.json"),
        "description": head.description,
        "language": language_of(entries),
        "items": [_item(entry) for entry in entries],
    }
    return json_text({key: value for key, value in feed.items() if value is not None}, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title if entry.is_titled else None,
        "content_text": entry.text,
        "summary": entry.summary or None,
        "image": entry.image,
        "date_published": entry.published and moment_text(entry.published),
        "date_modified": moment_text(entry.updated),
        "authors": [{"name": author} for author in entry.authors] or None,
        "tags": list(entry.tags) or None,
        "language": entry.language,
        "_newsmill": {key: plain_value(value) for key, value in entry.about.items()},
    }
    return {key: value for key, value in item.items() if value is not None}
