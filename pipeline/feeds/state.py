"""What is known of the feeds written last: by it a run sees what it need not write again.

Only saves work: without it, or with a broken one, every file is made again and compared with what is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import FeedsError
from pipeline.feeds.folder import Trace
from pipeline.store.places import Places


@dataclass
class Member:
    """One set of files: a feed, or one of its family."""

    name: str  # of its files, without their ending
    title: str
    values: dict[str, str]  # of the parameters
    digest: str  # of its rows, and of all that shapes its files
    rows: int
    updated: str | None  # when its rows changed last
    files: dict[str, Trace]  # by the file's name


@dataclass
class Written:
    """A feed as it was written."""

    title: str
    description: str
    grain: str
    formats: list[str]
    parameters: list[str]
    columns: list[dict[str, str]]
    members: list[Member] = field(default_factory=list)
    error: str | None = None

    @property
    def files(self) -> dict[str, Trace]:
        """Of all its members."""
        return {name: trace for member in self.members for name, trace in member.files.items()}


@dataclass
class State:
    """All feeds of a warehouse."""

    key: str = ""  # stands for all that the files depend on
    sources: str | None = None  # the sources.toml of the last run that had one
    feeds: dict[str, Written] = field(default_factory=dict)
    index: dict[str, Trace] = field(default_factory=dict)

    def files(self) -> Iterator[tuple[str, Trace]]:
        """Every file there is."""
        for feed in self.feeds.values():
            yield from feed.files.items()
        yield from self.index.items()


def read_state(path: Path) -> State:
    """What was written down last; an empty state where there is none that can be used."""
    try:
        return _state(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return State()


def remembered_sources(places: Places, default: Path | None = None) -> Path | None:
    """The sources.toml of the last run that had one, else `default`; the first of them that is there."""
    kept = read_state(places.feeds_state).sources
    return next((path for path in (Path(kept) if kept else None, default) if path and path.is_file()), None)


def write_state(path: Path, state: State) -> None:
    """Write it down; raises FeedsError."""
    unfinished = path.with_name(path.name + ".writing")
    text = json.dumps(asdict(state), ensure_ascii=False, indent=1)
    try:
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FeedsError(f"can't write {path}: {reason} (the feeds are written)") from error


def _state(data: dict[str, Any]) -> State:
    feeds = {}
    for name, feed in data["feeds"].items():
        members = [Member(**(each | {"files": _traces(each["files"])})) for each in feed["members"]]
        feeds[name] = Written(**(feed | {"members": members}))
    return State(data["key"], data["sources"], feeds, _traces(data["index"]))


def _traces(files: dict[str, list[int]]) -> dict[str, Trace]:
    return {name: (int(size), int(moment)) for name, (size, moment) in files.items()}
