"""What the pages load piece by piece: how long pieces are, and the list of articles in pieces.

A page of an article knows from the article's id which piece holds it: its first letters. There are as many pieces
as keep about 16 articles in each, so a hundred new articles cost the reading of a few hundred at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.site.output import Output
from pipeline.site.scripts import script_of_json
from pipeline.store.statements import statement

if TYPE_CHECKING:
    import duckdb

_ARTICLES_A_PIECE = 32  # at most, in the mean


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
