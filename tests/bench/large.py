"""`make bench-large`: the warehouse with a million articles, each figure beside plain DuckDB doing the least for it.

Articles are generated (`tests/bench/generated.py`, seeded) and go through the warehouse's own load, index, checks and
publication. `--articles 100000` for a quick look; `--keep FOLDER` keeps the warehouse, and asks one that is there (what filling it took
is kept beside it).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pipeline.store.connection import one_row
from pipeline.store.reading import connect_readonly
from tests.bench.large_fill import fill
from tests.bench.large_queries import ask
from tests.bench.large_related import relate
from tests.bench.table import Figure, lines

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "docs" / "performance-large.md"
_FILLED = "figures.json"


def main() -> None:
    """Fill, ask, write down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=2000, help="articles a transaction")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", default="4GB", help="DuckDB's memory_limit")
    parser.add_argument(
        "--minutes", type=float, default=30, help="what it may take, about; fewer articles where it must be"
    )
    parser.add_argument("--keep", type=Path, help="make the warehouse here, or measure the one that is here")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsmill-large-") as temporary:
        folder = args.keep or Path(temporary) / "warehouse"
        figures: list[Figure] = []
        if (folder / "news.duckdb").exists():
            figures = _kept(folder)
        else:
            figures = fill(folder, args.articles, args.batch, args.seed, args.memory, args.minutes)
            (folder / _FILLED).write_text(json.dumps(figures), encoding="utf-8")
        articles = _held(folder)
        figures += ask(folder, args.seed, args.memory)
        figures += relate(folder, args.seed, args.memory)
    report = "\n".join([*_heading(args, articles), *lines(figures)]) + "\n"
    sys.stdout.write(report)
    if args.write:
        REPORT.write_text(report + _notes(), encoding="utf-8")


def _notes() -> str:
    """What a person wrote below the figures; to be looked at again with new ones."""
    written = REPORT.read_text(encoding="utf-8") if REPORT.exists() else ""
    return written[written.find("\n## ") :] if "\n## " in written else ""


def _kept(folder: Path) -> list[Figure]:
    filled = folder / _FILLED
    return [Figure(*row) for row in json.loads(filled.read_text(encoding="utf-8"))] if filled.exists() else []


def _held(folder: Path) -> int:
    with connect_readonly(folder) as connection:
        return int(one_row(connection, "select count(*) from captures")[0])


def _heading(args: argparse.Namespace, articles: int) -> list[str]:
    machine = f"{os.cpu_count()} cores (load average {os.getloadavg()[2]:.1f}), Python {platform.python_version()}, {platform.system()}"
    return [
        "# Performance of a large warehouse",
        "",
        (
            f"Written by `make bench-large` on {datetime.now(UTC):%Y-%m-%d}: {machine}, DuckDB's memory_limit {args.memory}; "
            f"{articles:,} generated articles of 3 kB in eight languages from 20 sources, 3 % of them revisions and 5 % near "
            f"copies, loaded in batches of {args.batch}. In brackets behind a time by the clock: that of the CPU, all threads "
            "together. Beside each figure, where there is such a thing, plain DuckDB doing the least possible for the same."
        ),
        "",
    ]


main()
