"""`newsmill explain`: why each line was kept or removed, where fields come from, who else has the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import read_input, warehouse_option
from pipeline.model import Block, Evidence
from pipeline.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.cli.copies import Copies


@click.command("explain")
@click.argument("document", metavar="ID|FILE")
@click.option("--url", help="With a FILE: the page's address.")
@click.option("--all", "everything", is_flag=True, help="Show every removed line, also long runs such as menus.")
@click.option("--fields", is_flag=True, help="Show the evidence for each field, too.")
@warehouse_option
def command(document: str, url: str | None, everything: bool, fields: bool, warehouse: Path) -> None:
    """Show kept and removed lines of an article (its id, the beginning of one, or its address), or of a file.

    Of an article that others have too: where the text comes from, and what each of them added or cut.
    """
    if Path(document).is_file() or document == "-":
        heading, blocks, evidence = _of_file(document, url)
        _show(heading, blocks, evidence if fields else (), everything=everything)
    else:
        heading, blocks, evidence, article, copies = _of_article(document, warehouse)
        _show(heading, blocks, evidence if fields else (), everything=everything)
        _show_copies(copies, article)


def _of_file(name: str, url: str | None) -> tuple[str, Sequence[Block], Sequence[Evidence]]:
    from pipeline.cli.clean import read_article  # noqa: PLC0415 - `--help` pays for none of this

    article = read_article(read_input(name), name, url, html=None)
    said = (
        f"{name}: {article.kind}, {article.language or 'language unknown'}, {counted(article.word_count, 'word')}"
    )
    return (f"{said} ({article.kind_reason})" if article.kind_reason else said), article.blocks, article.evidence


def _of_article(name: str, warehouse: Path) -> tuple[str, Sequence[Block], Sequence[Evidence], str, Copies]:
    from pipeline.cli.copies import copies_of  # noqa: PLC0415
    from pipeline.cli.find import find_article  # noqa: PLC0415
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.statements import statement  # noqa: PLC0415

    with connect_readonly(warehouse) as connection:
        found = find_article(connection, name, warehouse)
        lines = connection.execute("select text, kept, kind, rule from lines(?)", [found.id]).fetchall()
        rows = connection.execute(statement("queries/evidence"), {"id": found.id}).fetchall()
        copies = copies_of(connection, found.id)
    heading = f"{found.id} · {found.source} · {found.day or 'no date'} · revision {found.revision}"
    heading = f"{heading}\n{found.title or 'no title'}\n{found.url or ''}".rstrip()
    evidence = [Evidence(field, value, value, origin, chosen, why) for field, value, origin, chosen, why in rows]
    return heading, [Block(*line) for line in lines], evidence, found.id, copies


def _show(heading: str, blocks: Sequence[Block], evidence: Sequence[Evidence], *, everything: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this

    from pipeline.cli.render import marked, weighed  # noqa: PLC0415

    console = Console(highlight=False)
    console.print(heading, style="bold", markup=False)
    console.print()
    for line in marked(blocks, everything=everything):
        console.print(line)
    if evidence:
        console.print()
        console.print(weighed(evidence))
    removed = sum(not block.kept for block in blocks)
    console.print(f"\n{counted(len(blocks) - removed, 'line')} kept, {removed} removed", style="dim")


def _show_copies(copies: Copies, article: str) -> None:
    from rich.console import Console  # noqa: PLC0415

    from pipeline.cli.copies import told  # noqa: PLC0415

    if copies.members:
        console = Console(highlight=False)
        console.print()
        for line in told(copies, article):
            console.print(line)
