"""Put rows that nobody was told of into the outbox, as documents. Decides what is new; sends nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

import duckdb

from pipeline.errors import NotifyError
from pipeline.model import Notification, SavedSearch
from pipeline.model.notifications import EVERY_CHECK
from pipeline.notify.document import Subject, delivery
from pipeline.notify.finding import article_rows, found_articles, offending_rows
from pipeline.notify.outbox import Told
from pipeline.store.checks import Check, all_checks

ROWS = 100  # in a document
MOST_WAITING = 20  # documents; what is beyond is found again when there is room

_Keyed = tuple[str, Mapping[str, Any]]


def queue_articles(
    told: Told, each: Notification, search: SavedSearch, connection: duckdb.DuckDBPyConnection, at: datetime
) -> None:
    """What a saved search finds. In the beginning, only what the last run brought is new."""
    found = found_articles(connection, search.query)
    if told.asked != search.query:
        told.asked = search.query
        told.known |= {key for key, is_of_last_run in found if not is_of_last_run}
    new = [key for key, _ in found if key not in told.known][: _room(told) * ROWS]
    subject = Subject("search", {"name": search.name, "query": search.query})
    _queue(told, each, subject, article_rows(connection, new), at)


def queue_offending(told: Told, each: Notification, connection: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """What checks find; what was put right and is wrong again is new. Raises NotifyError for unknown checks."""
    if told.asked != each.check:
        told.asked, told.known = str(each.check), set()
    current: set[str] = set()
    for check in _checks(str(each.check)):
        rows = [(f"{check.name}:{key}", row) for key, row in offending_rows(connection, check)]
        current |= {key for key, _ in rows}
        subject = Subject("check", {"name": check.name, "severity": check.severity, "title": check.title})
        _queue(told, each, subject, (row for row in rows if row[0] not in told.known), at)
    told.known &= current


def _queue(told: Told, each: Notification, subject: Subject, rows: Iterable[_Keyed], at: datetime) -> None:
    for several in islice(_parted(rows), _room(told)):
        told.waiting.append(delivery(each.name, subject, several, at))
        told.known |= {key for key, _ in several}


def _parted(rows: Iterable[_Keyed]) -> Iterator[Sequence[_Keyed]]:
    remaining = iter(rows)
    while several := list(islice(remaining, ROWS)):
        yield several


def _room(told: Told) -> int:
    return max(0, MOST_WAITING - len(told.waiting))


def _checks(name: str) -> Sequence[Check]:
    checks = all_checks()
    named = [check for check in checks if name in (EVERY_CHECK, check.name)]
    if not named:
        names = [check.name for check in checks]
        close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        hint = f'did you mean "{close[0]}"?' if close else f"there are: {EVERY_CHECK}, {', '.join(names)}"
        raise NotifyError(f'there is no check "{name}" ({hint})')
    return named
