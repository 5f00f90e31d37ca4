"""What `sources.toml` says about the feeds that newsmill writes for dashboards and readers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query with a name: what it finds is a feed of its own."""

    name: str
    query: str  # as for the macro `search`


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The `[feeds]` table and the saved searches."""

    base_url: str | None = None  # where the folder of feeds is served, with a slash at its end
    searches: tuple[SavedSearch, ...] = ()
