"""`newsmill sql`: a query on the published warehouse, or a prompt."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import warehouse_option
from pipeline.errors import NewsmillError, QueryError

_BATCH = 1000  # rows fetched at a time
_MOST_ROWS = 60  # in a table; --csv and --json print all
_HELP = ".tables  lists tables and views   .columns NAME  what a table holds   .quit  ends   a query ends with ;"


@click.command("sql")
@click.argument("query", required=False)
@click.option("--json", "form", flag_value="json", help="One JSON object a row.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated, with a header.")
@click.option("--rows", default=_MOST_ROWS, show_default=True, help="Rows a table shows at the most.")
@warehouse_option
def command(query: str | None, form: str | None, rows: int, warehouse: Path) -> None:
    """Ask the published warehouse in SQL; without QUERY, open a prompt."""
    from pipeline.store.reading import connect_readonly  # noqa: PLC0415 - DuckDB only where it is used

    with connect_readonly(warehouse) as connection:
        if query is None:
            _prompt(connection, rows)
        else:
            _answer(connection, query, form, rows)


def _answer(connection: Any, query: str, form: str | None, rows: int) -> None:
    import duckdb  # noqa: PLC0415

    try:
        relation = connection.sql(query)
        if relation is not None:  # a statement such as SET has no rows
            _print(relation, form, rows)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error


def _print(relation: Any, form: str | None, rows: int) -> None:
    if form == "csv":
        _write_csv(relation)
    elif form == "json":
        _write_json(relation)
    else:
        width = max(shutil.get_terminal_size((120, 24)).columns, 60)
        relation.show(max_width=width, max_rows=rows)


def _one_line(error: Exception) -> str:
    """What DuckDB says, without the drawing of the query and its caret."""
    said = str(error).split("\n\nLINE ")[0]
    return " ".join(said.split())


def _write_csv(relation: Any) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(relation.columns)
    while batch := relation.fetchmany(_BATCH):
        writer.writerows(batch)


def _write_json(relation: Any) -> None:
    names = relation.columns
    while batch := relation.fetchmany(_BATCH):
        for row in batch:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str))


def _prompt(connection: Any, rows: int) -> None:
    import readline  # noqa: F401, PLC0415 - gives input() its history and line editing

    click.echo(f"{_HELP}\n")
    while True:
        try:
            statement = _read_statement()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if statement in (".quit", ".exit", "exit", "quit"):
            return
        try:
            _answer(connection, _spelled_out(statement), None, rows)
        except NewsmillError as error:
            click.echo(str(error), err=True)


def _read_statement() -> str:
    lines = [input("newsmill> ").strip()]
    while lines[-1] and not lines[0].startswith(".") and not lines[-1].endswith(";"):
        if lines[0] in ("exit", "quit"):
            break
        lines.append(input("     ...> ").rstrip())
    return "\n".join(lines).strip()


def _spelled_out(statement: str) -> str:
    """A dot command as the query it stands for."""
    word, _, name = statement.partition(" ")
    if word == ".tables":
        return (
            "select table_name as name, comment from duckdb_tables() where not internal union all "
            "select view_name, comment from duckdb_views() where not internal order by 1"
        )
    if word == ".columns":
        literal = name.strip().replace("'", "''")
        columns = "select column_name, data_type, comment from duckdb_columns()"
        return f"{columns} where table_name = '{literal}' order by column_index"
    return f"select '{_HELP}' as help" if word.startswith(".") else statement
