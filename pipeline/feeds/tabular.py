"""Rows as Parquet, CSV, JSON and JSON Lines. Pure: the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.feeds.entries import Head
from pipeline.feeds.rows import Rows
from pipeline.feeds.texts import json_text

# Of the JSON that newsmill itself defines: goes up when a key is renamed, removed or means another thing.
SCHEMA_VERSION = 1


# What spreadsheets take for a formula (OWASP, CSV injection), also behind white space and in full width.
_FORMULA = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def parquet(rows: Rows) -> bytes:
    """Parquet with zstd, one row group for each 122,880 rows as DuckDB makes them."""
    sink = pa.BufferOutputStream()
    pq.write_table(rows.table, sink, compression="zstd", row_group_size=122_880, store_schema=False)
    return sink.getvalue().to_pybytes()


def csv_text(rows: Rows) -> str:
    """CSV as RFC 4180 has it; lists as JSON; text that a spreadsheet would run begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([_cell(value) for value in row] for row in rows.plain)
    return out.getvalue()


def json_document(rows: Rows, head: Head, grain: str) -> str:
    """One JSON document: what it is, its columns with their types, its rows."""
    about = {
        "schema_version": SCHEMA_VERSION,
        "feed": head.name,
        "title": head.title,
        "description": head.description,
        "grain": grain,
        "columns": [
            {"name": name, "type": kind.lower()} for name, kind in zip(rows.columns, rows.types, strict=True)
        ],
        "row_count": len(rows),
    }
    begin = json_text(about, indent=1)[:-2]
    return begin + ',\n "rows": [' + ",".join(f"\n  {line}" for line in rows.lines) + "\n ]\n}\n"


def json_lines(rows: Rows) -> str:
    """A JSON object a line."""
    return "".join(f"{line}\n" for line in rows.lines)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        value = json_text(value)
    if isinstance(value, str):
        value = _CONTROL.sub("", value)
        return f"'{value}" if _FORMULA.match(value) else value
    return value
