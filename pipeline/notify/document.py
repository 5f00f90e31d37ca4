"""The JSON document that a receiver gets. Pure."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.feeds.texts import json_text, moment_text, plain_value

# Goes up when a key is renamed, removed or means another thing.
SCHEMA_VERSION = 1
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "newsmill:notifications")


@dataclass(frozen=True, slots=True)
class Subject:
    """What rows are of: a saved search or a check, as the document names it."""

    kind: str  # search, check
    about: Mapping[str, str]  # its name, and what it asks for


@dataclass(frozen=True, slots=True)
class Delivery:
    """One document on its way: the same bytes each time it is sent."""

    id: str  # a URN; a receiver knows by it what it has already
    rows: int
    text: str  # JSON


def delivery(
    notification: str, subject: Subject, rows: Sequence[tuple[str, Mapping[str, Any]]], at: datetime
) -> Delivery:
    """A document of some rows, each with its key. `at`: when they were found (aware)."""
    moment = moment_text(at)
    name = "/".join((notification, moment, *(key for key, _ in rows)))
    id_ = f"urn:uuid:{uuid.uuid5(_IDS, name)}"
    document = {
        "schema_version": SCHEMA_VERSION,
        "id": id_,
        "notification": notification,
        "found_at": moment,
        "kind": subject.kind,
        subject.kind: dict(subject.about),
        "row_count": len(rows),
        "rows": [plain_row(row) for _, row in rows],
    }
    return Delivery(id_, len(rows), json_text(document))


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row in values as JSON has them."""
    return {name: plain_value(value) for name, value in row.items()}


def key_of(row: Mapping[str, Any]) -> str:
    """What tells a row without an id from others: the first 16 hex digits of SHA-256 of what is in it."""
    return hashlib.sha256(json_text(plain_row(row)).encode()).hexdigest()[:16]
