"""What was told and what waits, in a file of the writer's: on the disk before anything is said.

Decides nothing about when to say it, and says nothing to anybody.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.errors import NotifyError
from pipeline.notify.document import Delivery

_VERSION = 1


@dataclass
class Told:
    """One notification's memory."""

    asked: str = ""  # what its rows are of: where that changes, it begins anew
    known: set[str] = field(
        default_factory=set
    )  # keys of rows that were told or wait, or were there before it began
    waiting: list[Delivery] = field(default_factory=list)  # the first one is said first
    failures: int = 0  # runs in a row that could not say it
    not_before: datetime | None = None  # aware; runs leave the receiver alone until then

    @property
    def rows(self) -> int:
        """How many rows wait."""
        return sum(each.rows for each in self.waiting)


class Outbox:
    """The memories of all notifications of a warehouse, by name."""

    def __init__(self, path: Path) -> None:
        """Read it; raises NotifyError where there is one that can't be read."""
        self._path = path
        self._told = _read(path)

    def of(self, name: str) -> Told:
        """The memory of one notification; a new one where it was never heard of."""
        return self._told.setdefault(name, Told())

    def __iter__(self) -> Iterator[str]:
        """The names of all notifications that it ever heard of."""
        return iter(self._told)

    def forget(self, name: str) -> int:
        """Drop what waits; returns how many rows that were."""
        told = self.of(name)
        rows = told.rows
        told.waiting, told.failures, told.not_before = [], 0, None
        return rows

    def save(self) -> None:
        """Put it on the disk, in one step; raises NotifyError."""
        text = json.dumps({"version": _VERSION, "notifications": {k: _plain(v) for k, v in self._told.items()}})
        unfinished = self._path.with_name(self._path.name + ".writing")
        try:
            try:
                with unfinished.open("w", encoding="utf-8") as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                unfinished.replace(self._path)
            finally:
                unfinished.unlink(missing_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise NotifyError(
                f"can't write {self._path}: {reason}; nobody is told of anything without it"
            ) from error


def _plain(told: Told) -> dict[str, Any]:
    return {
        "asked": told.asked,
        "known": sorted(told.known),
        "waiting": [asdict(each) for each in told.waiting],
        "failures": told.failures,
        "not_before": told.not_before.isoformat() if told.not_before else None,
    }


def _read(path: Path) -> dict[str, Told]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = {name: _told(each) for name, each in data["notifications"].items()}
        if data["version"] == _VERSION:
            return found
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotifyError(
            f"{path} can't be read, and nobody is told of anything: put it right, or remove it to begin anew"
        ) from error
    raise NotifyError(f"{path} was written by a newer newsmill: upgrade this one")


def _told(data: dict[str, Any]) -> Told:
    return Told(
        str(data["asked"]),
        set(data["known"]),
        [Delivery(**each) for each in data["waiting"]],
        int(data["failures"]),
        datetime.fromisoformat(data["not_before"]) if data["not_before"] else None,
    )
