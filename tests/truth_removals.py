"""Over texts that are the article by definition: which lines are removed, by rule.

    python -m tests.truth_removals FOLDER [--sets fundus wcxb …] [--lines] [--at-most 0.3]

FOLDER holds test sets, `<set>/truth.jsonl` with a `text` in each row. Each removed line is either residue that the
people who made the set left in (a read-more line, a credit) or a fault: `--lines` shows them with their neighbours.
Ends with 1 if more than `--at-most` per cent of the lines go.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline import article_from_text

_SETS = ("fundus", "wcxb", "scrapinghub", "zh")
_SHOWN = 100  # characters of a line


class Removal(NamedTuple):
    """A line that went, and what stood around it."""

    rule: str
    row: str
    before: str
    text: str
    after: str


class Count(NamedTuple):
    """What one set came to."""

    rows: int
    lines: int
    removals: list[Removal]


def count(texts: Iterable[tuple[str, str]]) -> Count:
    """Clean each (name, text) and count its lines that are not blank."""
    rows = lines = 0
    removals: list[Removal] = []
    for name, text in texts:
        blocks = article_from_text(text).blocks
        shown = ["", *(block.text.strip()[:_SHOWN] for block in blocks), ""]
        rows += 1
        lines += len(blocks)
        removals += [
            Removal(block.rule or "", name, *shown[at : at + 3])
            for at, block in enumerate(blocks)
            if not block.kept
        ]
    return Count(rows, lines, removals)


def truth(folder: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each row of a set that has one."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row.get("text"):
                yield str(row["id"]), row["text"]


def report(counts: dict[str, Count], *, lines: bool) -> Iterator[str]:
    """The figures as tables in Markdown."""
    yield "| set | texts | lines | removed | share |"
    yield "|---|---|---|---|---|"
    total = Count(
        sum(each.rows for each in counts.values()),
        sum(each.lines for each in counts.values()),
        [removal for each in counts.values() for removal in each.removals],
    )
    for name, each in {**counts, "all": total}.items():
        removed = len(each.removals)
        yield f"| {name} | {each.rows:,} | {each.lines:,} | {removed} | {removed / max(each.lines, 1):.3%} |"
    yield "\n| rule | lines |\n|---|---|"
    for rule, number in Counter(removal.rule for removal in total.removals).most_common():
        yield f"| {rule} | {number} |"
    if lines:
        yield ""
        yield from ("\t".join(removal) for removal in sorted(total.removals))


def main() -> None:
    """Count, print, and fail if too much goes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sets", nargs="+", default=_SETS)
    parser.add_argument("--lines", action="store_true", help="show each removed line with its neighbours")
    parser.add_argument("--at-most", type=float, default=0.3, help="per cent of the lines (default: 0.3)")
    args = parser.parse_args()
    counts = {name: count(truth(args.folder / name)) for name in args.sets}
    for line in report(counts, lines=args.lines):
        print(line)
    removed = sum(len(each.removals) for each in counts.values())
    sys.exit(removed > args.at_most / 100 * sum(each.lines for each in counts.values()))


if __name__ == "__main__":
    main()
