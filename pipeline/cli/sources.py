"""`newsmill sources`: what `sources.toml` says, and changes to it that leave the rest of the file alone.

What asks the Web (add, check) is in `sources_web`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import read_input, sources_option
from pipeline.cli.sources_web import add, check
from pipeline.errors import InputError, SourcesError

if TYPE_CHECKING:
    from pipeline.model import Source


@click.group("sources")
def command() -> None:
    """List, add, check and change the sources."""


command.add_command(add)
command.add_command(check)


@command.command("list")
@click.option("--public", is_flag=True, help="Show the public feeds that newsmill ships instead.")
@sources_option
def list_(public: bool, sources: Path) -> None:
    """Show the sources: one line each."""
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.tables import print_table  # noqa: PLC0415
    from pipeline.settings import read_sources  # noqa: PLC0415
    from pipeline.sourcesfile import public_feeds  # noqa: PLC0415

    rows = [
        (each.id, each.name, each.kind, each.language or "", each.location, "yes" if each.enabled else "no")
        for each in (public_feeds() if public else read_sources(sources))
    ]
    heads = ("source", "name", "kind", "language", "where", "enabled")
    print_table(Console(), heads, rows, texts=("source", "name", "where"))


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@sources_option
def remove(names: tuple[str, ...], sources: Path) -> None:
    """Take sources out of the file. What was loaded from them stays in the warehouse."""
    from pipeline.sourcesfile import remove_source  # noqa: PLC0415

    for name in names:
        remove_source(sources, name)
        click.echo(f"Removed {name} from {sources}")


@command.command("enable")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@sources_option
def enable(names: tuple[str, ...], sources: Path) -> None:
    """Let runs read sources: of the file, or of the public feeds that newsmill ships (list --public)."""
    from dataclasses import replace  # noqa: PLC0415

    from pipeline.sourcesfile import add_sources, enable_source, public_feeds  # noqa: PLC0415

    shipped = {each.id: each for each in public_feeds()}
    here = {each.id for each in _known(sources)}
    for name in names:
        if name in here or name not in shipped:
            enable_source(sources, name, enabled=True)
            click.echo(f"Enabled {name} in {sources}")
        else:
            comment = "From the public feeds that newsmill ships: read the publisher's terms first."
            add_sources(sources, [replace(shipped[name], enabled=True)], comment)
            click.echo(f"Added {name} ({shipped[name].location}) to {sources}; it is read under newsmill's name")


@command.command("disable")
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@sources_option
def disable(names: tuple[str, ...], sources: Path) -> None:
    """Keep sources in the file, but let no run read them."""
    from pipeline.sourcesfile import enable_source  # noqa: PLC0415

    for name in names:
        enable_source(sources, name, enabled=False)
        click.echo(f"Disabled {name} in {sources}")


@command.command("import")
@click.argument("file", metavar="FILE|-")
@sources_option
def import_(file: str, sources: Path) -> None:
    """Add the feeds of an OPML file that another feed reader wrote."""
    from pipeline.acquire.opml import read_opml  # noqa: PLC0415
    from pipeline.sourcesfile import add_sources  # noqa: PLC0415

    known = _known(sources)
    try:
        found = read_opml(read_input(file), [each.id for each in known])
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
    usable = list(_usable(found))
    places = {each.location for each in known}
    new = [each for each in usable if each.location not in places]
    if not found:
        raise InputError(f"{file}: there is no feed in it")
    if new:
        add_sources(sources, new, f"Imported from {Path(file).name} on {datetime.now(UTC):%Y-%m-%d}")
    known_already = f", {len(usable) - len(new)} were there already" if len(usable) > len(new) else ""
    click.echo(f"Imported {len(new)} of {len(found)} feeds into {sources}{known_already}")
    for each in new:
        if not each.enabled:
            click.echo(
                f"  {each.id}: no feed, so it is disabled; newsmill would follow the links of {each.location}"
            )


@command.command("export")
@click.argument("file", default="-", metavar="[FILE]")
@sources_option
def export(file: str, sources: Path) -> None:
    """Write the web sources as OPML, for other feed readers; to standard output without FILE."""
    from pipeline.acquire.opml import write_opml  # noqa: PLC0415
    from pipeline.settings import read_sources  # noqa: PLC0415

    known = read_sources(sources)
    body = write_opml(known, datetime.now(UTC))
    if file == "-":
        click.echo(body)
        return
    try:
        Path(file).write_bytes(body + b"\n")
    except OSError as error:
        raise InputError(f"can't write {file}: {error.strerror or error}") from error
    click.echo(f"Exported {body.count(b' xmlUrl=')} of {len(known)} sources to {file}; the others are on disk")


def _known(path: Path) -> tuple[Source, ...]:
    """The sources of a file that need not be there yet."""
    from pipeline.settings import read_sources  # noqa: PLC0415

    return read_sources(path) if path.exists() else ()


def _usable(found: Iterable[Source]) -> Iterable[Source]:
    """The entries that `sources.toml` can hold; the others are said, and cost no more than themselves."""
    from pipeline.settings import parse_sources  # noqa: PLC0415
    from pipeline.sourcesfile import entry  # noqa: PLC0415

    for each in found:
        try:
            parse_sources(entry(each), "OPML")
        except SourcesError as error:
            click.echo(f"left out: {error}", err=True)
        else:
            yield each
