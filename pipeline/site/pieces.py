"""What the pages load piece by piece: the list of articles, and everything about each of them.

A page of an article knows from the article's id which piece holds it: its first letters. There are as many pieces
as keep about 16 articles in each, so a hundred new articles cost the reading of a few hundred at most. Which
pieces are up to date is told by a sign of their rows, kept beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby
from typing import TYPE_CHECKING

from pipeline.site.output import Output
from pipeline.site.scripts import object_of_json, script_of_json
from pipeline.store.statements import digest_of, sql_files, statement

if TYPE_CHECKING:
    import duckdb

_ARTICLES_A_PIECE = 32  # at most, in the mean
_ROWS_IN_A_QUERY = 280_000  # lists of that many rows fit into DuckDB's memory here, twice over
_ROWS_AT_ONCE = 1_000
_SIGNS = "data/pieces.json"


@dataclass(frozen=True, slots=True)
class ListPiece:
    """One piece of the list of articles: the page loads them in order."""

    name: str
    articles: int


def write_list(connection: duckdb.DuckDBPyConnection, output: Output) -> list[ListPiece]:
    """The list of all articles, the newest first."""
    pieces = []
    reading = connection.execute(statement("site/rows"))
    while row := reading.fetchone():
        piece, articles, lines = row
        output.write(f"data/list/{piece}.js", script_of_json(f"list/{piece}", f"[{lines}]"))
        pieces.append(ListPiece(piece, articles))
    return pieces


def letters_for(articles: int) -> int:
    """How many letters of an id (hex digits) name its piece."""
    letters = 1
    while articles > _ARTICLES_A_PIECE * 16**letters:
        letters += 1
    return letters


def write_articles(connection: duckdb.DuckDBPyConnection, output: Output, letters: int) -> None:
    """Everything about each article, in the pieces that changed since the last time."""
    known = _known_signs(output)
    maker = digest_of(sql_files("site"))
    signs: dict[str, str] = {}
    outdated: list[tuple[str, int]] = []
    for piece, articles, sign in connection.execute(statement("site/pieces"), {"width": letters}).fetchall():
        signs[piece] = f"{maker[:16]}:{sign}"
        if not output.keep(_file(piece)) or known.get(piece) != signs[piece]:
            outdated.append((piece, articles))
    [(rows_an_article,)] = connection.execute(statement("site/weight")).fetchall()
    for several in _portions(outdated, _ROWS_IN_A_QUERY / rows_an_article):
        _write_portion(connection, output, several, letters)
    output.write(_SIGNS, json.dumps(signs, indent=0, sort_keys=True))


def _write_portion(connection: duckdb.DuckDBPyConnection, output: Output, pieces: list[str], letters: int) -> None:
    reading = connection.execute(statement("site/details"), {"width": letters, "pieces": pieces})
    rows = chain.from_iterable(iter(partial(reading.fetchmany, _ROWS_AT_ONCE), []))
    for piece, several in groupby(rows, key=lambda row: row[0]):
        text = object_of_json((article_id, article) for _, article_id, article in several)
        output.write(_file(piece), script_of_json(f"articles/{piece}", text))


def _portions(outdated: list[tuple[str, int]], most: float) -> Iterator[list[str]]:
    """The pieces in portions of about `most` articles."""
    portion: list[str] = []
    held = 0
    for piece, articles in outdated:
        portion.append(piece)
        held += articles
        if held >= most:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion


def _known_signs(output: Output) -> dict[str, str]:
    with suppress(OSError, ValueError):
        known = json.loads((output.folder / _SIGNS).read_text(encoding="utf-8"))
        if isinstance(known, dict):
            return known
    return {}


def _file(piece: str) -> str:
    return f"data/articles/{piece}.js"
