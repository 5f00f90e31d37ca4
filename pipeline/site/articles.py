"""Everything about each article, in pieces: of a piece that changed, only what changed in it is asked for.

Which pieces are up to date is told by a sign of their rows, kept beside them; which articles of a piece, by the
sign that each of them has in it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from pipeline.site.details import Details, spooled
from pipeline.site.output import Output
from pipeline.site.scripts import END, beginning
from pipeline.store.statements import digest_of, sql_files, statement

if TYPE_CHECKING:
    import duckdb

_SIGNS = "data/pieces.json"
_BETWEEN = b",\n"  # JSON has no line breaks of its own here
_LINE = re.compile(rb'"([0-9a-f]+)":\{"sign":"([0-9a-z-]+)",')


class _Row(NamedTuple):
    """One article as it should be in its piece."""

    article_id: str
    sign: str
    place: int  # of its current version


def write_articles(connection: duckdb.DuckDBPyConnection, output: Output, letters: int) -> None:
    """Bring the pieces up to date. `letters`: of an id, which name its piece."""
    maker = digest_of(sql_files("site"))[:8]
    known, signs = _known_signs(output), {}
    connection.execute(statement("site/article_signs"), {"width": letters})
    outdated = []
    for piece, sign in connection.execute(statement("site/pieces")).fetchall():
        signs[piece] = f"{maker}-{sign}"
        if not output.keep(_file(piece)) or known.get(piece) != signs[piece]:
            outdated.append(piece)
    if outdated:
        _write_pieces(connection, output, _rows(connection, outdated, maker))
    output.write(_SIGNS, json.dumps(signs, indent=0, sort_keys=True))


def _write_pieces(connection: duckdb.DuckDBPyConnection, output: Output, pieces: dict[str, list[_Row]]) -> None:
    with spooled(output.folder) as details:
        places = []
        for piece, rows in pieces.items():
            there = dict(_lines(output, piece))
            places += [row.place for row in rows if (row.article_id, row.sign) not in there]
        details.read(connection, places)
        for piece, rows in pieces.items():
            there = dict(_lines(output, piece))
            lines = [there.get((row.article_id, row.sign)) or _line(row, details) for row in rows]
            name = f"articles/{piece}"
            output.write(_file(piece), beginning(name) + b"{" + _BETWEEN.join(lines) + b"}" + END)


def _rows(connection: duckdb.DuckDBPyConnection, pieces: Sequence[str], maker: str) -> dict[str, list[_Row]]:
    """The articles of the pieces, by id."""
    connection.register("wanted_pieces", pa.table({"piece": pa.array(pieces, pa.string())}))
    try:
        found = connection.execute(statement("site/articles_of_pieces")).fetchall()
    finally:
        connection.unregister("wanted_pieces")
    rows: dict[str, list[_Row]] = defaultdict(list)
    for piece, article_id, sign, place in found:
        rows[piece].append(_Row(article_id, f"{maker}-{sign}", place))
    return rows


def _lines(output: Output, piece: str) -> Iterator[tuple[tuple[str, str], bytes]]:
    """The lines of a piece as it is, by id and sign; none where it is not whole."""
    with suppress(OSError):
        text = output.read(_file(piece))
        head, tail = beginning(f"articles/{piece}") + b"{", b"}" + END
        if text.startswith(head) and text.endswith(tail):
            for line in text[len(head) : -len(tail)].split(_BETWEEN):
                if found := _LINE.match(line):
                    yield (found[1].decode(), found[2].decode()), line


def _line(row: _Row, details: Details) -> bytes:
    return f'"{row.article_id}":{{"sign":"{row.sign}",'.encode() + details.of(row.article_id)[1:]


def _known_signs(output: Output) -> dict[str, str]:
    with suppress(OSError, ValueError):
        known = json.loads(output.read(_SIGNS))
        if isinstance(known, dict):
            return known
    return {}


def _file(piece: str) -> str:
    return f"data/articles/{piece}.js"
