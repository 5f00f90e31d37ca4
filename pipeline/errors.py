"""Everything newsmill raises on purpose.

    NewsmillError            one clear line for a person: what, where, what to do
    ├── UsageError           the command was used wrongly (exit 2)
    ├── SourcesError         sources.toml can't be used; names line and key
    ├── RulesError           a phrase or rule file can't be used; names file and line
    ├── FeedsError           a feed's file can't be used, or feeds can't be written; names file and line
    ├── NotifyError          somebody could not be told of new rows
    ├── InputError           a path or document can't be read
    └── WarehouseError       the warehouse can't be opened, written or published
        ├── WarehouseBusy    another run is writing to it
        └── QueryError       the user's SQL failed

Foreign exceptions are wrapped once, at the edge, with `raise ... from`. What is expected of the world
(an empty page, a missing file) is a value (`model.Rejection`), not an exception.
"""

from __future__ import annotations


class NewsmillError(Exception):
    """Base of all errors with a message written for a person."""

    exit_code = 1


class UsageError(NewsmillError):
    """The command was used wrongly."""

    exit_code = 2


class SourcesError(NewsmillError):
    """`sources.toml` can't be used."""


class RulesError(NewsmillError):
    """A phrase or rule file can't be used."""


class FeedsError(NewsmillError):
    """A feed's file can't be used (names file and line), or the feeds can't be written."""


class NotifyError(NewsmillError):
    """Somebody could not be told of new rows; they wait for the next run."""


class InputError(NewsmillError):
    """A path or document can't be read."""


class WarehouseError(NewsmillError):
    """The warehouse can't be opened, written or published."""


class WarehouseBusy(WarehouseError):
    """Another run is writing to the warehouse."""


class QueryError(WarehouseError):
    """SQL given by the user failed."""


def is_interruption(error: BaseException) -> bool:
    """Whether it is Ctrl-C: DuckDB raises one that comes while it is at work as an error of its own."""
    return isinstance(error, KeyboardInterrupt) or (
        type(error) is RuntimeError and str(error) == "Query interrupted"
    )
