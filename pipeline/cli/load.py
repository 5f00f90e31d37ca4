"""`newsmill load`: files, folders, archives and single web pages given on the spot, without Prefect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from pipeline.cli.options import address_option, warehouse_option
from pipeline.errors import InputError, UsageError
from pipeline.wording import counted

if TYPE_CHECKING:
    from pipeline.acquire.web import Pages
    from pipeline.ingest import Report
    from pipeline.model import Source


_SOURCE_HELP = "The source that the files belong to (default: what their folder is called)."


def _source_id(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    from pipeline.acquire.names import slug  # noqa: PLC0415

    if value is not None and value != slug(value):
        raise click.BadParameter(f"an id has lower-case letters, digits and hyphens: {slug(value)}")
    return value


@click.command("load")
@click.argument("given", nargs=-1, required=True, metavar="PATH|URL…")
@click.option("--source", "source_id", callback=_source_id, metavar="ID", help=_SOURCE_HELP)
@click.option("--workers", type=click.IntRange(1), help="Worker processes (default: one a core).")
@address_option
@warehouse_option
def command(
    given: tuple[str, ...],
    source_id: str | None,
    workers: int | None,
    allow_address: tuple[str, ...],
    warehouse: Path,
) -> None:
    """Load texts, pages, JSON Lines, WARC files, ZIP and TAR archives, folders of them, and web pages, now.

    A file is known by its source and its path below the folder given: the same one with another text is a new
    version of its article. Pages are fetched as runs fetch them: by robots.txt, one a second from a host, and kept
    in the archive.
    """
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.acquire.given import by_source, source_of  # noqa: PLC0415
    from pipeline.acquire.names import encodable  # noqa: PLC0415
    from pipeline.cli.progress import bars, summary  # noqa: PLC0415
    from pipeline.ingest import open_ingest  # noqa: PLC0415

    urls = [each for each in given if _is_url(each)]
    pages = list(_pages(urls, allow_address))
    paths = by_source((Path(each) for each in given if not _is_url(each)), source_id)
    said = encodable(f"load {' '.join(given)}")
    console = Console()
    with bars(console), open_ingest(warehouse, said, workers=workers) as ingest:
        known = {source.id: source for source in ingest.warehouse.sources()}
        for each in paths:
            source, note = source_of(each, known.get(each.source_id))
            if note:
                click.echo(f"note: {note}", err=True)
            ingest.load_source(source, each.items)
        if pages:
            from pipeline.ingest_web import load_pages  # noqa: PLC0415

            load_pages(ingest, pages)
        report = ingest.finish()
    summary(report, console)
    asked = {(page.source.id, url) for page in pages for url in page.urls}
    missed = [each for each in report.rejections if each.stage == "fetch" and (each.source_id, each.uri) in asked]
    if missed:
        asked_for = counted(len(asked), "address", "addresses")
        raise InputError(f"{len(missed)} of {asked_for} could not be fetched: {missed[0].reason}")
    if not any(Path(each).is_dir() for each in given):
        _check_any_loaded(report)


def _check_any_loaded(report: Report) -> None:
    """Raise `InputError` where all of what was named, and not only found in a folder, was refused."""
    found = sum(counts.found for counts in report.counts.values())
    if found and found == sum(counts.rejected for counts in report.counts.values()):
        first = report.rejections[0]
        others = f" (and {counted(found - 1, 'other input')})" if found > 1 else ""
        raise InputError(
            f"nothing was loaded: {first.uri.removeprefix('file:')}{others} was rejected: {first.reason}"
        )


def _is_url(given: str) -> bool:
    return given.lower().startswith(("http://", "https://"))


def _pages(urls: Sequence[str], allow: tuple[str, ...]) -> Iterator[Pages]:
    """The addresses by host: what is loaded on the spot belongs to a source that is named after its host."""
    from pipeline.acquire.web import Pages  # noqa: PLC0415

    of_source: dict[str, list[str]] = {}
    sources: dict[str, Source] = {}
    for url in dict.fromkeys(urls):
        source = _source_of(url, allow)
        sources[source.id] = source
        of_source.setdefault(source.id, []).append(url)
    for id_, source in sources.items():
        yield Pages(source, tuple(of_source[id_]))


def _source_of(url: str, allow: tuple[str, ...]) -> Source:
    from pipeline import values  # noqa: PLC0415
    from pipeline.acquire.names import slug  # noqa: PLC0415
    from pipeline.model import Source  # noqa: PLC0415

    try:
        parts = urlsplit(values.web_address(url))
    except ValueError as error:
        raise UsageError(str(error)) from error
    host = parts.netloc.lower().removeprefix("www.")
    place = f"{parts.scheme}://{parts.netloc}/"
    return Source(slug(host), host, "page", place, enabled=False, allow_addresses=allow)
