"""Articles as a person or a program wants to see them: text, JSON, and lines marked kept or removed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from pipeline.model import Article, Block, Evidence

_LONGEST_VALUE = 70  # characters of a candidate that are shown
_LONG_RUN = 6  # removed lines of one kind in a row that are shown as one
_KEPT_STYLES = {"title": "bold", "lead": "italic", "heading": "bold"}


def as_text(article: Article) -> str:
    """Headline, lead and body, separated by blank lines."""
    return "\n\n".join(part for part in (article.title, article.lead, article.body) if part)


def as_json(article: Article) -> str:
    """All fields with blocks and evidence; times as ISO 8601."""
    return json.dumps(asdict(article), ensure_ascii=False, indent=2, default=_plain)


def marked(blocks: Sequence[Block], *, everything: bool = False) -> Iterator[Text]:
    """Each line of the input: kept ones as they are, removed ones struck out with kind and rule.

    Long runs of one removed kind, such as a page's menus, are one line unless `everything` is set.
    """
    for (kept, kind), members in groupby(blocks, key=lambda block: (block.kept, block.kind)):
        run = list(members)
        if kept:
            yield from (Text(f"  {block.text.strip()}", style=_KEPT_STYLES.get(kind, "")) for block in run)
        elif len(run) > _LONG_RUN and not everything:
            yield _removed(run[0])
            yield Text(f"- … and {len(run) - 1} more lines: {kind}", style="dim red")
        else:
            yield from map(_removed, run)


def _removed(block: Block) -> Text:
    line = Text("- ", style="red")
    line.append(block.text.strip(), style="red strike")
    line.append(f"   {block.kind} · {block.rule or 'no rule'}", style="dim")
    return line


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def weighed(evidence: Sequence[Evidence]) -> Table:
    """The candidates of each field, and why one of them was chosen."""
    table = Table("field", "", "value", "from", "why", box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for each in evidence:
        mark = Text("✓", style="green") if each.chosen else Text("")
        value = each.value if len(each.value) <= _LONGEST_VALUE else f"{each.value[:_LONGEST_VALUE]}…"
        style = "" if each.chosen else "dim"
        table.add_row(each.field, mark, Text(value), Text(each.origin), Text(each.reason), style=style)
    return table
