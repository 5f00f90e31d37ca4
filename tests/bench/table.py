"""A measured figure, and a table of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from statistics import median
from typing import NamedTuple, TypeVar

Result = TypeVar("Result")


class Figure(NamedTuple):
    """One line of the report; all values as a person reads them."""

    what: str
    found: str
    wanted: str = ""
    plain: str = ""


def lines(figures: Iterable[Figure]) -> list[str]:
    """The figures as a table in Markdown."""
    head = ["| | newsmill | wanted | plain DuckDB |", "|---|---|---|---|"]
    return head + [f"| {each.what} | {each.found} | {each.wanted} | {each.plain} |" for each in figures]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that something took, and what came of it."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def median_ms(work: Callable[[], object], times: int = 5) -> str:
    """The median of several times, after one that does not count."""
    work()
    return ms(median(timed(work)[0] for _ in range(times)))


def ms(seconds: float) -> str:
    """Seconds as milliseconds."""
    return f"{1000 * seconds:,.0f} ms"
