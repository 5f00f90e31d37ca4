"""Find and read the SQL of the warehouse: `sql/` beside the package, or `_sql` inside it.

Reads files only; runs nothing. In a source checkout the SQL is at the top level, where people read
it; a wheel carries the same files inside the package.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE / "_sql", _PACKAGE.parent / "sql")


@cache
def sql_folder() -> Path:
    """The folder that holds `schema/`, `load/`, `marts/`, `macros/` and `checks/`."""
    for place in _PLACES:
        if (place / "schema").is_dir():
            return place
    raise FileNotFoundError(f"newsmill's SQL is at none of {', '.join(map(str, _PLACES))}: install it again")


def sql_files(area: str) -> tuple[Path, ...]:
    """The SQL files of one area (such as `marts`), by name."""
    return tuple(sorted((sql_folder() / area).glob("*.sql")))


@cache
def statement(name: str) -> str:
    """The text of one file, named without its suffix: `load/insert_captures`."""
    return (sql_folder() / f"{name}.sql").read_text(encoding="utf-8")


def digest_of(paths: tuple[Path, ...]) -> str:
    """SHA-256 of the files' names and contents, in hex."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
