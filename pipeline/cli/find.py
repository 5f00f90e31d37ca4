"""Which article a person means: by id, the beginning of one, or its address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.store.statements import statement


@dataclass(frozen=True, slots=True)
class Found:
    """An article, as far as a heading needs it."""

    id: str
    source: str
    title: str | None
    url: str | None
    day: date | None
    revision: int


def find_article(connection: Any, name: str, warehouse: Path) -> Found:
    """The one article that `name` stands for; raises `InputError` where there is none, or more than one."""
    found = connection.execute(statement("queries/find_article"), {"name": name}).fetchall()
    if not found:
        raise InputError(f"{name}: neither a file nor an article in {warehouse}")
    if len(found) > 1:
        raise InputError(f"{name}: more than one article begins so; give more of the id")
    return Found(*found[0])
