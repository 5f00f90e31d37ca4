"""Which source the paths given on the spot belong to, and what is to be said about it. Reads no file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.acquire.items import find_items_at
from pipeline.acquire.names import encodable, source_id_of
from pipeline.model import Item, Source

_ADVICE = (
    "a file with the same path in it counts as a new version of its article; "
    "where they are others, load them with another --source"
)


@dataclass(frozen=True, slots=True)
class Given:
    """The paths of one source: its id, the folders they are in, and what is found at them."""

    source_id: str
    folders: tuple[Path, ...]  # absolute, without links; a file's is its parent
    items: Iterator[Item]


def by_source(paths: Iterable[Path], source_id: str | None = None) -> list[Given]:
    """The paths by the source they belong to: `source_id`, or else what their folder is called.

    Raises InputError before anything is read where a path doesn't exist.
    """
    of_source: dict[str, list[Path]] = {}
    for path in paths:
        of_source.setdefault(source_id or source_id_of(path), []).append(path)
    return [
        Given(id_, tuple(dict.fromkeys(map(_folder, given))), find_items_at(given, source_id=id_))
        for id_, given in of_source.items()
    ]


def source_of(given: Given, known: Source | None) -> tuple[Source, str | None]:
    """The source to load under, and what a person should know before its files are mixed with others.

    What is configured for a source stays: only one that was itself given on the spot gets another place.
    """
    place = encodable(str(given.folders[0]))
    if known is None:
        return Source(given.source_id, given.source_id, "folder", place), _other_folders(given)
    if any(_is_at(known, folder) for folder in given.folders):
        return known, _other_folders(given)
    was_given = known.kind == "folder" and known.name == known.id
    source = replace(known, location=place) if was_given else known
    return source, f"{known.id} is {known.location} in this warehouse: {_ADVICE}"


def _folder(path: Path) -> Path:
    place = path.resolve()
    return place if place.is_dir() else place.parent


def _is_at(known: Source, folder: Path) -> bool:
    """Whether it is the source's place; a configured one is relative to a file that isn't known here."""
    parts = [part for part in Path(known.location).parts if part not in (".", "..")]
    return Path(known.location) == folder or list(folder.parts[-len(parts) :]) == parts


def _other_folders(given: Given) -> str | None:
    if len(given.folders) == 1:
        return None
    return f"{encodable(', '.join(map(str, given.folders)))} are one source, {given.source_id}: {_ADVICE}"
