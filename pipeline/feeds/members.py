"""The members of a feed's family: what each is called, and its files, written where its rows have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.feeds.definition import SEARCH, Feed
from pipeline.feeds.entries import Head
from pipeline.feeds.folder import Folder
from pipeline.feeds.query import Asked
from pipeline.feeds.render import digest_of, files_of
from pipeline.feeds.rows import Rows
from pipeline.feeds.state import Member, Written
from pipeline.model import SavedSearch
from pipeline.searches import file_name


@dataclass(frozen=True, slots=True)
class Family:
    """One feed with all its members; a feed without parameters has one."""

    feed: Feed
    folder: Folder
    base_url: str | None  # where the folder is served
    before: Written | None  # the feed as it was written last
    moment: str | None  # when the warehouse got its newest article

    def members(self, asked: Asked, taken: set[str]) -> Iterator[Member]:
        """Write the files of each member; `taken` are the names of members that are written already.

        Raises FeedsError, and FolderError where the folder can't be written.
        """
        columns = tuple(name for name in self.feed.parameters if name != SEARCH)
        for key, rows in asked.rows.members(columns):
            values = dict(zip(columns, key, strict=True)) | _search_value(asked.search)
            values = {name: values[name] for name in self.feed.parameters}
            name = _free(_member_name(self.feed, list(values.values())), taken)
            yield self._member(name, values, rows)

    def _member(self, name: str, values: dict[str, str], rows: Rows) -> Member:
        told = {column: str(value) for column, value in _first(rows).items()} | values
        described = self.feed.titled(self.feed.description, told)
        head = Head(name, self.feed.titled(self.feed.title, told), described, self.base_url)
        digest = digest_of(self.feed, head, rows)
        last = (
            next((member for member in self.before.members if member.name == name), None) if self.before else None
        )
        is_same = last is not None and last.digest == digest
        if last and is_same and self.folder.is_intact(last.files):
            return last
        files = {file: self.folder.write(file, content) for file, content in files_of(self.feed, head, rows)}
        updated = last.updated if last and is_same else self.moment
        return Member(name, head.title, values, digest, len(rows), updated, files)


def _search_value(search: SavedSearch | None) -> dict[str, str]:
    return {SEARCH: search.name} if search else {}


def _first(rows: Rows) -> dict[str, object]:
    return dict(zip(rows.columns, rows.plain[0], strict=True)) if len(rows) else {}


def _member_name(feed: Feed, values: Sequence[str]) -> str:
    """`latest`, or `latest_by_source/hafenblatt`."""
    return "/".join(
        [feed.name, "_".join(file_name(value) or "other" for value in values)] if values else [feed.name]
    )


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where another member's value comes out the same."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found
