"""`newsmill search`: articles that a query finds, the best first."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import warehouse_option
from pipeline.wording import counted


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@click.option(
    "--most", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Articles at the most."
)
@click.option("--json", "json_", is_flag=True, help="One JSON object an article.")
@warehouse_option
def command(query: tuple[str, ...], most: int, json_: bool, warehouse: Path) -> None:
    """Find articles: words in any form, "a phrase", -without, begin*, title:word, lang:de, after:DAY …"""
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.statements import statement  # noqa: PLC0415

    asked = query[0] if len(query) == 1 else " ".join(_quoted(each) for each in query)
    with connect_readonly(warehouse) as connection:
        answer = connection.execute(statement("queries/search"), {"query": asked, "most": most})
        names = [column[0] for column in answer.description]
        found = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    if json_:
        for each in found:
            click.echo(json.dumps(each, ensure_ascii=False, default=str))
    else:
        _show(found)


def _quoted(word: str) -> str:
    """One of several arguments that the shell took out of its quotes is a phrase: `search ferry "old line"`."""
    return word if '"' in word or ":" in word or " " not in word else f'"{word}"'


def _show(found: list[dict[str, Any]]) -> None:
    from rich.console import Console  # noqa: PLC0415 - `--help` pays for none of this
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    for each in found:
        console.print(Text(each["title"] or "no title", style="bold"))
        said = " · ".join(
            str(each[name]) for name in ("published_on", "source_id", "language", "article_id") if each[name]
        )
        console.print(Text(f"{said} · {each['score']:.2f}", style="dim"))
        if each["snippet"]:
            console.print(_marked(each["snippet"]))
        console.print()
    console.print(counted(len(found), "article"), style="dim")


def _marked(snippet: str) -> Any:
    """The snippet with what the query found in colour."""
    from rich.text import Text  # noqa: PLC0415

    line = Text()
    for part in re.split("(«[^«»]*»)", snippet):
        is_hit = part.startswith("«") and part.endswith("»")
        line.append(part, style="bold yellow" if is_hit else "")
    return line
