"""Turn documents into rows for the warehouse's tables, as Arrow.

Pure values in, Arrow tables out; the columns and their types come from the warehouse's own tables, so
they are written down once, in `sql/schema/`. What can't be a row (a date without a time zone, a year out
of range) raises `RowError` for its document alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from pipeline.model import ArchivePointer, Article, Block, Capture, Evidence, Mention, Quote, Rejection, TextDate
from pipeline.store.lines import kept_lines

Row = Mapping[str, Any]
DETAILS = ("removed_lines", "field_evidence", "quotes", "mentions", "text_dates", "datelines")


class RowError(ValueError):
    """A document holds a value that no row can hold."""


def capture_row(capture: Capture, pointer: ArchivePointer | None) -> dict[str, Any]:
    """The columns of `captures` that a capture and its place in the archive give."""
    return {
        "source_id": capture.source_id,
        "uri": capture.uri,
        "url": capture.url,
        "captured_at": _moment("captured_at", capture.captured_at),
        "digest": capture.digest,
        "media_type": capture.media_type,
        "size_bytes": len(capture.payload),
        "archive_file": pointer.file if pointer else None,
        "archive_offset": pointer.offset if pointer else None,
    }


def revision_row(capture: Capture, article: Article) -> dict[str, Any]:
    """The columns of `revisions` that capture and article give."""
    return {
        "source_id": capture.source_id,
        "url": capture.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "lead": article.lead,
        "body": article.body,
        "authors": article.authors,
        "published_at": _moment("published", article.published),
        "published_on": _day(article.published),
        "published_text": _as_found("published", article.evidence),
        "modified_at": _moment("modified", article.modified),
        "modified_on": _day(article.modified),
        "language": article.language,
        "publisher": article.publisher,
        "section": article.section,
        "tags": article.tags,
        "image_url": article.image_url,
        "description": article.description,
        "paywalled": article.paywalled,
        "source_ref": article.source_ref,
        "word_count": article.word_count,
        "kept_lines": kept_lines(article),
    }


def removed_rows(blocks: Sequence[Block], key: Row) -> list[dict[str, Any]]:
    """A row of `removed_lines` for each removed block; `key` says whose they are."""
    return [
        {**key, "position": position, "text": block.text, "kind": block.kind, "rule": block.rule}
        for position, block in enumerate(blocks)
        if not block.kept
    ]


def evidence_rows(evidence: Iterable[Evidence], key: Row) -> list[dict[str, Any]]:
    """A row of `field_evidence` for each candidate; `key` says whose they are."""
    return [
        {
            **key,
            "field": item.field,
            "value": item.value,
            "raw": item.raw,
            "origin": item.origin,
            "chosen": item.chosen,
            "reason": item.reason,
        }
        for item in evidence
    ]


def detail_rows(article: Article, key: Row) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that tells more of a version, by table; `key` says which version."""
    return {
        "removed_lines": removed_rows(article.blocks, key),
        "field_evidence": evidence_rows(article.evidence, key),
        "quotes": _placed(article.quotes, key),
        "mentions": _placed(article.mentions, key),
        "text_dates": _placed(article.text_dates, key),
        "datelines": [{**key, **asdict(article.dateline)}] if article.dateline else [],
    }


def _placed(items: Sequence[Quote | Mention | TextDate], key: Row) -> list[dict[str, Any]]:
    return [{**key, "place": place, **asdict(item)} for place, item in enumerate(items)]


def rejection_row(
    rejection: Rejection, capture: Capture | None = None, pointer: ArchivePointer | None = None
) -> dict[str, Any]:
    """The columns of `rejected`; of a capture, where there is one, come digest, size and archive place."""
    seen = rejection.captured_at or (capture.captured_at if capture else None)
    return {
        "source_id": rejection.source_id,
        "uri": rejection.uri,
        "stage": rejection.stage,
        "reason": rejection.reason,
        "digest": rejection.digest or (capture.digest if capture else None),
        "captured_at": _moment("captured_at", seen),
        "size_bytes": rejection.size if rejection.size is not None else len(capture.payload) if capture else None,
        "archive_file": pointer.file if pointer else None,
        "archive_offset": pointer.offset if pointer else None,
    }


def table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table with the given columns; columns that rows lack are null.

    Characters that UTF-8 has no place for (halves of a surrogate pair) become U+FFFD.
    """
    try:
        return pa.Table.from_pylist(list(rows), schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_encodable(row) for row in rows], schema=schema)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value


def _moment(name: str, value: datetime | date | None) -> datetime | None:
    """The time in UTC; None for a day without one."""
    if not isinstance(value, datetime):
        return None
    if value.tzinfo is None:
        raise RowError(f"{name} {value.isoformat()} has no time zone")
    try:
        return value.astimezone(UTC)
    except OverflowError as error:
        raise RowError(f"{name} {value.isoformat()} is out of range") from error


def _day(value: datetime | date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _as_found(field: str, evidence: Iterable[Evidence]) -> str | None:
    return next((item.raw for item in evidence if item.field == field and item.chosen), None)
