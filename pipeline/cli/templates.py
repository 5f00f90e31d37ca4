"""`newsmill templates`: the lines that sources repeat; confirm them, or reject them."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import existing_warehouse, warehouse_option
from pipeline.errors import InputError
from pipeline.wording import counted

_LIST = (
    "select template_id, source_id, state, support, confidence, place, valid_from, valid_to, text from templates"
)


@click.group("templates")
def command() -> None:
    """Show the lines that sources repeat; confirm or reject them."""


@command.command("list")
@click.option("--source", help="Only this source.")
@click.option("--state", type=click.Choice(["learned", "confirmed", "rejected"]), help="Only these.")
@warehouse_option
def list_(source: str | None, state: str | None, warehouse: Path) -> None:
    """Show the templates, the most certain first."""
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.statements import statement  # noqa: PLC0415

    with connect_readonly(warehouse) as connection:
        wanted = {"source": source, "state": state, "id": None}
        found = connection.execute(statement("queries/templates"), wanted).fetchall()
    for id_, source_id, how, support, confidence, place, since, until, text in found:
        span = f"{since}–{until}" if until else f"since {since}"
        seen = f"{counted(support, 'article')}, {place}, {span}"
        click.echo(f"{id_}  {source_id}  {how} {confidence:.2f}  {seen}: {text.strip()}")
    if not found:
        click.echo("No templates: a line is learned when at least five different articles of a source carry it.")


@command.command("show")
@click.argument("template")
@warehouse_option
def show(template: str, warehouse: Path) -> None:
    """Show a template and the articles from which it was removed."""
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415 - `--help` pays for none of this
    from pipeline.store.statements import statement  # noqa: PLC0415

    with connect_readonly(warehouse) as connection:
        wanted = {"source": None, "state": None, "id": template}
        found = connection.execute(statement("queries/templates"), wanted).fetchall()
        if not found:
            raise InputError(f"{template}: no template's id begins so")
        articles = connection.execute(statement("templates/articles_of"), {"id": found[0][0]}).fetchall()
    id_, source_id, state, support, confidence, place, since, until, text = found[0]
    click.echo(
        f"{id_} · {source_id} · {state} · confidence {confidence:.2f} · {counted(support, 'article')} · {place}"
    )
    click.echo(f"since {since}" + (f" until {until}" if until else ""))
    click.echo(f"\n  {text.strip()}\n")
    for article, day, title in articles:
        click.echo(f"removed from {article}  {day or ''}  {title or ''}")


@command.command("confirm")
@click.argument("template", nargs=-1, required=True)
@warehouse_option
def confirm(template: tuple[str, ...], warehouse: Path) -> None:
    """Use these templates (by id, or its beginning) from now on, however certain they are."""
    _decide(template, "confirmed", warehouse)


@command.command("reject")
@click.argument("template", nargs=-1, required=True)
@warehouse_option
def reject(template: tuple[str, ...], warehouse: Path) -> None:
    """Never use these templates; `newsmill reprocess` brings back the lines they removed."""
    _decide(template, "rejected", warehouse)


def _decide(ids: tuple[str, ...], state: str, warehouse: Path) -> None:
    from pipeline.store.warehouse import Warehouse  # noqa: PLC0415 - `--help` pays for none of this

    with Warehouse.open(existing_warehouse(warehouse)) as opened:
        for each in ids:
            decided = opened.decide_template(each, state)
            if not decided:
                raise InputError(f"{each}: no template's id begins so")
            click.echo(f"{state}: {', '.join(decided)}")
        opened.publish()
    click.echo(
        "New articles follow it from now on; newsmill reprocess --preview shows what it means for old ones."
    )
