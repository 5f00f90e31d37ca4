"""The rows of one member in all formats that its feed asks for. Pure: the same rows give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

from pipeline.feeds import tabular
from pipeline.feeds.atom import atom
from pipeline.feeds.definition import ENDINGS, FOR_READERS, Feed
from pipeline.feeds.entries import NEEDED, Entry, Head, entries_of
from pipeline.feeds.jsonfeed import jsonfeed
from pipeline.feeds.ninjs import ninjs
from pipeline.feeds.rows import Rows
from pipeline.feeds.rss import rss

WRITERS = 1  # goes up when a writer's bytes change for the same rows

_FOR_READERS: dict[str, Callable[[Head, Sequence[Entry]], str]] = {
    "atom": atom,
    "rss": rss,
    "jsonfeed": jsonfeed,
    "ninjs": ninjs,
}


def check_columns(feed: Feed, rows: Rows) -> None:
    """Whether the rows have what the feed's formats and parameters need; raises FeedsError."""
    for name in feed.parameters:
        if name != "search" and name not in rows.columns:
            raise feed.error(f'the parameter "{name}" is no column of the rows', "parameters")
    for_readers = [name for name in feed.formats if name in FOR_READERS]
    missing = [name for name in NEEDED if name not in rows.columns]
    if for_readers and missing:
        raise feed.error(f"{for_readers[0]} needs the columns {' and '.join(missing)} too", "formats")
    if len(set(rows.columns)) < len(rows.columns):
        raise feed.error("two columns have the same name")


def digest_of(feed: Feed, head: Head, rows: Rows) -> str:
    """Stands for everything that the files of a member are made from."""
    digest = hashlib.sha256()
    about = (WRITERS, feed.formats, feed.grain, head.name, head.title, head.description, head.base_url)
    digest.update(repr((about, rows.columns, rows.types)).encode())
    for line in rows.lines:
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def files_of(feed: Feed, head: Head, rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Each file's name below the folder of the feeds, and what it holds."""
    entries = entries_of(rows.dicts()) if set(feed.formats) & set(FOR_READERS) else []
    for name in feed.formats:
        yield head.name + ENDINGS[name], _content(name, feed, head, rows, entries)


def _content(name: str, feed: Feed, head: Head, rows: Rows, entries: Sequence[Entry]) -> bytes:
    if name == "parquet":
        return tabular.parquet(rows)
    if name in _FOR_READERS:
        return _FOR_READERS[name](head, entries).encode()
    text = {
        "csv": lambda: tabular.csv_text(rows),
        "json": lambda: tabular.json_document(rows, head, feed.grain),
        "jsonl": lambda: tabular.json_lines(rows),
    }
    return text[name]().encode()
