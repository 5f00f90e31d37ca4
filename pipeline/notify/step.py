"""The step after publication: find what is new, write it down, tell it. The order of the work, and none of it.

Nothing here ends a run: what goes wrong is a line in the report.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb

from pipeline.errors import NewsmillError, NotifyError
from pipeline.feeds.state import remembered_sources
from pipeline.model import Notification, SavedSearch
from pipeline.notify.delivering import Tools, deliver
from pipeline.notify.document import Delivery
from pipeline.notify.outbox import Outbox, Told
from pipeline.notify.program import hand_to
from pipeline.notify.queueing import queue_articles, queue_offending
from pipeline.notify.trouble import Send, Trouble
from pipeline.notify.webhook import post_to
from pipeline.settings import read_feed_settings, read_notifications
from pipeline.store.places import Places
from pipeline.store.reading import connect_readonly
from pipeline.wording import counted

_TIME = timedelta(minutes=2)  # for all notifications of a run together; an attempt that began may end


@dataclass(frozen=True, slots=True)
class NotifyReport:
    """What became of the notifications."""

    notifications: int = 0
    rows: int = 0  # that receivers took
    waiting: int = 0  # rows that they will be told of
    failures: tuple[str, ...] = ()  # each in words for a person

    def __str__(self) -> str:
        """In a line: how many rows were told, and how many wait."""
        waiting = f", {self.waiting:,} waiting" if self.waiting else ""
        told = counted(self.rows, "row") + " told" if self.rows else "nothing new to tell"
        return f"{counted(self.notifications, 'notification')}: {told}{waiting}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step works on."""

    folder: Path  # of the warehouse
    sources: Path | None = None  # the sources.toml; None: that of the last run that had one
    default: Path | None = None  # the one to take where no run had one, if it is there
    # Where checks are run: the writer's, so that what keeps a file from being published is told, too. None: the
    # published file.
    checked: duckdb.DuckDBPyConnection | None = None

    def settings(self) -> tuple[Sequence[Notification], Sequence[SavedSearch]]:
        """Who is to be told, and the saved searches; raises SourcesError."""
        path = self.sources or remembered_sources(Places(self.folder), self.default)
        if path is None:
            return (), ()
        enabled = [each for each in read_notifications(path) if each.enabled]
        return enabled, read_feed_settings(path).searches if enabled else ()


def notify(
    asked: Asked,
    *,
    insist: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
) -> NotifyReport:
    """Tell whoever `sources.toml` names of rows that are new since the last time.

    The caller holds the warehouse open, so that no other run tells the same. `insist`: also receivers that are
    left alone for a while because they failed. What goes wrong is in the report, and ends nothing.
    """
    try:
        enabled, searches = asked.settings()
        if not enabled:
            return NotifyReport()
        outbox = Outbox(Places(asked.folder).notifications)
    except NewsmillError as error:
        return NotifyReport(failures=(str(error),))
    tools = Tools(now, sleep, outbox.save)
    until = now() + _TIME
    rows, failures = 0, []
    with _published(asked) as published:
        for each in enabled:
            told = outbox.of(each.name)
            try:
                _queue(told, each, searches, published, asked.checked, now())
                outbox.save()
                if insist or told.not_before is None or told.not_before <= now():
                    taken, trouble = deliver(told, _sender(each), tools, until)
                    rows += taken
                    failures += [_said(each, told, trouble)] if trouble else []
            except (NewsmillError, duckdb.Error) as error:
                failures.append(f'notify "{each.name}": {" ".join(str(error).split())}')
    waiting = sum(outbox.of(each.name).rows for each in enabled)
    return NotifyReport(len(enabled), rows, waiting, tuple(failures))


def preview(asked: Asked) -> Iterator[tuple[Notification, Delivery]]:
    """What `notify` would send now, the first first; changes nothing. Raises NewsmillError."""
    enabled, searches = asked.settings()
    if not enabled:
        return
    outbox = Outbox(Places(asked.folder).notifications)
    with _published(asked) as published:
        for each in enabled:
            told = outbox.of(each.name)
            _queue(told, each, searches, published, asked.checked, datetime.now(UTC))
            yield from ((each, delivery) for delivery in told.waiting)


def forget(asked: Asked, name: str) -> int:
    """Drop what waits for a notification; returns how many rows. Raises NotifyError for an unknown name."""
    outbox = Outbox(Places(asked.folder).notifications)
    if name not in outbox:
        raise NotifyError(f'nothing was ever told to "{name}" (there are: {", ".join(outbox) or "none"})')
    rows = outbox.forget(name)
    outbox.save()
    return rows


@contextmanager
def _published(asked: Asked) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """The published file; None where the first one was held back."""
    if not Places(asked.folder).published.exists():
        yield None
        return
    with connect_readonly(asked.folder) as connection:
        yield connection


def _queue(
    told: Told,
    each: Notification,
    searches: Sequence[SavedSearch],
    published: duckdb.DuckDBPyConnection | None,
    checked: duckdb.DuckDBPyConnection | None,
    at: datetime,
) -> None:
    if each.check:
        if connection := checked or published:
            queue_offending(told, each, connection, at)
    elif published:
        [search] = [search for search in searches if search.name == each.search]
        queue_articles(told, each, search, published, at)


def _sender(each: Notification) -> Send:
    if each.webhook:
        return partial(_post, each)
    return partial(hand_to, each.command)


def _post(each: Notification, delivery: Delivery) -> Trouble | None:
    assert each.webhook
    return post_to(each.webhook, delivery, each.allow_addresses)


def _said(each: Notification, told: Told, trouble: Trouble) -> str:
    return (
        f'notify "{each.name}": {each.target}: {trouble.reason}; {counted(told.rows, "row")} wait for a later run'
    )
