"""`newsmill sources add` and `check`: what a site has to follow, and whether what is configured works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from pipeline.cli.options import address_option, sources_option
from pipeline.errors import InputError, UsageError

if TYPE_CHECKING:
    from pipeline.acquire.discover import Discovery, FoundList
    from pipeline.model import Source

_LONGEST_ID = 40  # characters; titles of feeds can be whole sentences
_MOST_FAULTS = 5


@click.command("add")
@click.argument("url")
@click.option("--kind", type=click.Choice(["feed", "sitemap", "page"]), help="Take what is found of this kind.")
@click.option("--all", "everything", is_flag=True, help="Add all that is found, not only the best.")
@click.option("--id", "id_", help="Name of the entry in commands and tables.")
@click.option("--name", help="Name of the publication.")
@click.option("--user-agent", help="Name that newsmill goes by there; say in it whom to write to.")
@address_option
@sources_option
def add(
    url: str,
    kind: str | None,
    everything: bool,
    id_: str | None,
    name: str | None,
    user_agent: str | None,
    allow_address: tuple[str, ...],
    sources: Path,
) -> None:
    """Look what URL has to follow (feeds, news sitemaps), and add the best of it to the sources."""
    from pipeline.acquire.names import free_id  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.settings import read_sources  # noqa: PLC0415
    from pipeline.sourcesfile import add_sources  # noqa: PLC0415

    url = url if "://" in url else f"https://{url}"
    template = _template(url, user_agent, allow_address)
    found = _found(url, kind, template)
    known = {each.location: each.id for each in (read_sources(sources) if sources.exists() else ())}
    chosen = _chosen(found, kind, everything=everything)
    _show(found, chosen)
    new = [each for each in chosen if each.url not in known]
    if not new:
        raise InputError(f'{chosen[0].url} is in {sources} already, as "{known[chosen[0].url]}"')
    taken = set(known.values())
    if id_ in taken:
        raise UsageError(f'{sources} has a source "{id_}" already')
    title = name or next((each.title for each in (*new, *found) if each.title), "") or _host(url)
    for number, each in enumerate(new):
        own = id_ if id_ and number == 0 else free_id(id_ or _short(title, url), taken)
        source = _entry(each, template, own, title)
        add_sources(sources, [source], _comment(each, url))
        click.echo(f'Added "{source.id}" to {sources}; load it with: newsmill run --source {source.id}')


def _template(url: str, user_agent: str | None, allow: tuple[str, ...]) -> Source:
    """A source that says under which name and limits the site is looked at."""
    from pipeline import values  # noqa: PLC0415
    from pipeline.model import Source  # noqa: PLC0415

    try:
        location = values.web_address(url)
        agent = values.header_value(user_agent) if user_agent else None
    except ValueError as error:
        raise UsageError(str(error)) from error
    return Source("new", "", "page", location, user_agent=agent, allow_addresses=allow)


def _found(url: str, kind: str | None, template: Source) -> Sequence[FoundList]:
    """What is there; raises `InputError` with the reason where there is nothing to follow."""
    from pipeline.acquire.discover import FoundList, check_sources, discover  # noqa: PLC0415

    if kind == "page":  # what somebody asks for is not to be found, only looked at
        [answer] = check_sources([template])
        if not answer.entries:
            raise InputError(f"{url}: {answer.fault or answer.fetch.reason}")
        return [FoundList("page", url, entries=answer.entries, newest=answer.newest)]
    discovery: Discovery = discover(url, template)
    if not discovery.found:
        raise InputError(f"{url}: {discovery.reason}")
    return discovery.found


def _chosen(found: Sequence[FoundList], kind: str | None, *, everything: bool) -> Sequence[FoundList]:
    fitting = [each for each in found if kind in {None, each.kind}]
    if not fitting:
        kinds = ", ".join(sorted({each.kind for each in found}))
        raise InputError(f"there is no {kind} there; found: {kinds}")
    return fitting if everything else fitting[:1]


def _show(found: Iterable[FoundList], chosen: Sequence[FoundList]) -> None:
    rows = []
    for each in found:
        kind = "news sitemap" if each.is_news else each.kind
        newest = f"{each.newest:%Y-%m-%d %H:%M}" if each.newest else ""
        rows.append((kind, "✓" if each in chosen else "", f"{each.entries:,}", newest, each.title, each.url))
    _print_table(("found", "chosen", "entries", "newest", "title", "address"), rows)


def _entry(found: FoundList, template: Source, id_: str, name: str) -> Source:
    from pipeline.codes import LANGUAGES  # noqa: PLC0415

    language = found.language if found.language in LANGUAGES else None
    return replace(template, id=id_, name=name, kind=found.kind, location=found.url, language=language)


def _comment(found: FoundList, url: str) -> str:
    newest = f", the newest of {found.newest:%Y-%m-%d}" if found.newest else ""
    origin = "" if found.url == url else f", found from {url}"
    return f"Added on {datetime.now(UTC):%Y-%m-%d}{origin}: {found.entries:,} entries{newest}"


def _short(title: str, url: str) -> str:
    from pipeline.acquire.names import slug  # noqa: PLC0415

    short = slug(title)
    return short if short != "source" and len(short) <= _LONGEST_ID else slug(_host(url))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@click.command("check")
@click.argument("names", nargs=-1, metavar="[SOURCE…]")
@click.option("--all", "everything", is_flag=True, help="Check sources that are not enabled, too.")
@sources_option
def check(names: tuple[str, ...], everything: bool, sources: Path) -> None:
    """Say which sources work: of those on the Web one request each, of those on disk what is there.

    Nothing is loaded. Without SOURCE, all that are enabled; exit 1 where one does not work.
    """
    from pipeline.settings import URL_KINDS, read_sources  # noqa: PLC0415 - `--help` pays for none of this

    known = read_sources(sources)
    if unknown := set(names) - {each.id for each in known}:
        raise UsageError(f"{sources} has no source {', '.join(sorted(unknown))}")
    chosen = [each for each in known if (each.id in names if names else each.enabled or everything)]
    rows = _on_the_web([each for each in chosen if each.kind in URL_KINDS])
    rows |= {each.id: _on_disk(each, sources.parent) for each in chosen if each.kind not in URL_KINDS}
    _print_table(
        ("source", "kind", "works", "entries", "newest", "remarks"),
        [(each.id, each.kind, *rows[each.id]) for each in chosen],
    )
    broken = sum(rows[each.id][0] == "no" for each in chosen)
    if broken:
        raise InputError(f"{broken} of {len(chosen)} sources do not work")


def _on_the_web(chosen: Sequence[Source]) -> dict[str, tuple[str, str, str, str]]:
    from pipeline.acquire.discover import check_sources  # noqa: PLC0415

    rows = {}
    for each in check_sources(chosen) if chosen else ():
        remark = each.fault or each.fetch.reason
        if each.fetch.moved_to:
            remark = f"{remark} has moved for good to {each.fetch.moved_to}".strip()
        works = "no" if each.fetch.outcome != "fetched" or each.fault else "yes" if each.entries else "empty"
        newest = f"{each.newest:%Y-%m-%d %H:%M}" if each.newest else ""
        rows[each.source.id] = (works, f"{each.entries:,}", newest, remark)
    return rows


def _on_disk(source: Source, base: Path) -> tuple[str, str, str, str]:
    from pipeline.acquire.items import find_items  # noqa: PLC0415

    count, faults = 0, []
    for item in find_items(source, base):
        if item.fault:
            faults.append(f"{item.uri}: {item.fault}")
        else:
            count += 1
    more = [f"… and {len(faults) - _MOST_FAULTS} more"] if len(faults) > _MOST_FAULTS else []
    works = "yes" if count else "no" if faults else "empty"
    return works, f"{count:,}", "", "\n".join(faults[:_MOST_FAULTS] + more)


def _print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console  # noqa: PLC0415

    from pipeline.cli.tables import print_table  # noqa: PLC0415

    texts = ("source", "title", "address", "remarks")
    print_table(Console(highlight=False, markup=False), heads, rows, texts=texts, right=("entries",))
