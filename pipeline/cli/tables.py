"""Tables for a terminal of any width: heads are never cut, and where a table has no room its rows are lists.

Prints what it is given; knows nothing of what stands in it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

_NARROWEST = 12  # columns that a text is still readable in, if it is broken
_BETWEEN, _EDGES = 3, 2  # columns that the box takes between two columns, and at its edges


def print_table(
    console: Console,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    texts: Collection[str] = (),
    right: Collection[str] = (),
    total: bool = False,
) -> None:
    """Print rows under heads, or one below the other as `head: value` where the terminal is too narrow.

    The columns `texts` may be broken, those in `right` are ranged right; with `total` the last row is a sum.
    """
    columns = [[head, *(row[n] for row in rows)] for n, head in enumerate(heads)]
    least = [_least(column, is_text=column[0] in texts) for column in columns]
    spare = console.width - sum(least) - _BETWEEN * (len(least) - 1) - _EDGES
    if spare < 0:
        for row in rows:
            console.print(_listed(heads, row))
        console.print()
        return
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for head, width in zip(heads, _shared(spare, least, [_widest(column) for column in columns]), strict=True):
        table.add_column(head, width=width, overflow="fold", justify="right" if head in right else "left")
    for number, row in enumerate(rows, 1):
        is_total = total and number == len(rows)
        if is_total:
            table.add_section()
        table.add_row(*map(Text, row), style="bold" if is_total else "")
    console.print(table)


def _widest(cells: Sequence[str]) -> int:
    return max((cell_len(line) for cell in cells for line in cell.splitlines()), default=0)


def _least(column: Sequence[str], *, is_text: bool) -> int:
    """How wide a column must be: heads are broken between words only, and of the cells only texts are."""
    head, *cells = column
    widest = _widest(cells)
    return max(_widest(head.split()), min(widest, _NARROWEST) if is_text else widest, 1)


def _shared(spare: int, least: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The widths, with what is spare given to those columns that want it, from the left."""
    widths = []
    for low, high in zip(least, wanted, strict=True):
        more = min(max(high - low, 0), spare)
        spare -= more
        widths.append(low + more)
    return widths


def _listed(heads: Sequence[str], row: Sequence[str]) -> Text:
    text = Text(row[0], style="bold", overflow="fold")
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if cell:
            text.append(f"\n  {head}: {cell}", style="not bold")
    return text
