"""Decide where a capture of an article belongs in the article's history.

Pure: histories in, histories out. Each version of an article holds from when it was first seen until the
next one was first seen. Captures may come in any order of time (an old archive loaded after a new one),
and the history does not depend on the batches they come in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article, as far as its place in time goes."""

    revision: int  # 1, 2, … in the order newsmill came to know them
    content_digest: str
    first_seen: datetime
    last_seen: datetime
    superseded_at: datetime | None = None  # None: it is the current one

    @property
    def ever_held(self) -> bool:
        """False for one that was seen only while another one stood, before and after it."""
        return self.superseded_at != self.first_seen


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of a capture: the version it shows, and the history with it."""

    revision: int
    is_new: bool
    history: tuple[Version, ...]


def place(history: Iterable[Version], content_digest: str, seen: datetime) -> Placed:
    """Find the version that a capture shows, or make one for it.

    Args:
        history: the article's versions in any order; empty for an article not known yet.
        content_digest: of the article as captured.
        seen: when it was captured.

    """
    versions = list(history)
    aside = [version for version in versions if not version.ever_held]
    held = sorted((version for version in versions if version.ever_held), key=lambda version: version.first_seen)
    number = max((version.revision for version in versions), default=0) + 1
    index = bisect_right([version.first_seen for version in held], seen)
    past, future = held[:index], held[index:]
    if past and past[-1].content_digest == content_digest:
        same = replace(past[-1], last_seen=max(past[-1].last_seen, seen))
        return Placed(same.revision, is_new=False, history=(*aside, *past[:-1], same, *future))
    if past and seen < past[-1].last_seen:
        return _set_aside(versions, past[-1], Version(number, content_digest, seen, seen, seen))
    if future and future[0].content_digest == content_digest:
        earlier = replace(future[0], first_seen=seen)
        return Placed(earlier.revision, is_new=False, history=(*aside, *_ended(past, seen), earlier, *future[1:]))
    new = Version(number, content_digest, seen, seen, future[0].first_seen if future else None)
    return Placed(number, is_new=True, history=(*aside, *_ended(past, seen), new, *future))


def _set_aside(versions: Sequence[Version], around: Version, new: Version) -> Placed:
    """Note a version seen while another one stood: once for each stretch of that one."""
    for version in versions:
        known = not version.ever_held and version.content_digest == new.content_digest
        if known and around.first_seen <= version.first_seen <= around.last_seen:
            return Placed(version.revision, is_new=False, history=tuple(versions))
    return Placed(new.revision, is_new=True, history=(*versions, new))


def _ended(versions: Sequence[Version], at: datetime) -> list[Version]:
    """The versions, with the last one ended at a time."""
    return [*versions[:-1], replace(versions[-1], superseded_at=at)] if versions else []
